using System.Net;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>Descriptors: their forms, and what the registry checks of them.</summary>
public sealed class DescriptorTests
{
    private const string Descriptors = EmulatorClient.Xdm + "tenant/descriptors";

    [Test]
    public async Task Descriptors_are_listed_in_each_form()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = (await PostAsync(emulator, await emulator.SchemaAsync())).Text("@id")!;
        async Task<Answer> ListAsync(string form) => await emulator.GetAsync(Descriptors, ("Accept", $"application/vnd.adobe.{form}+json"));

        Assert.That((await ListAsync("xdm")).Text("xdm:descriptorIdentity", "0", "@id"), Is.EqualTo(id));
        Assert.That((await ListAsync("xdm-id")).Text("xdm:descriptorIdentity", "0"), Is.EqualTo(id));
        Assert.That((await ListAsync("xdm-link")).Text("xdm:descriptorIdentity", "0"), Is.EqualTo("/tenant/descriptors/" + id));
        Assert.That((await ListAsync("xdm-v2")).Text("results", "0", "@id"), Is.EqualTo(id));
        Assert.That((await ListAsync("xdm-v2-id")).Text("results", "0"), Is.EqualTo(id));
        Assert.That((await ListAsync("xed-id")).Text("type"), Does.EndWith("XDM-1008-400"));
    }

    [TestCase("\"xdm:sourceProperty\":\"/person/name/firstName\"", "\"xdm:sourceProperty\":\"/person/none\"", "xdm:sourceProperty")]
    [TestCase("\"xdm:sourceProperty\":\"/person/name/firstName\"", "\"xdm:sourceProperty\":\"/_acme/none\"", "xdm:sourceProperty")]
    [TestCase("\"xdm:sourceProperty\":\"/person/name/firstName\"", "\"xdm:sourceProperty\":\"person\"", "xdm:sourceProperty")]
    [TestCase("\"xdm:sourceProperty\":\"/person/name/firstName\",", "", "xdm:sourceProperty")]
    [TestCase("\"xdm:namespace\":\"Email\",", "", "xdm:namespace")]
    [TestCase("\"xdm:property\":\"xdm:code\"", "\"xdm:property\":\"code\"", "xdm:property")]
    public async Task A_descriptor_that_does_not_fit_its_schema_is_rejected(string text, string replacement, string path)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var body = BodyOf(await emulator.SchemaAsync()).Replace(text, replacement, StringComparison.Ordinal);

        var answer = await emulator.PostAsync(Descriptors, body);

        Assert.That(answer.Text("type"), Does.EndWith("XDM-4000-400"));
        Assert.That(answer.Text("report", "sub-errors", "0", "path"), Is.EqualTo(path));
    }

    [Test]
    public async Task A_descriptor_of_an_unknown_schema_is_rejected()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((await PostAsync(emulator, "https://ns.adobe.com/acme/schemas/none")).Text("type"), Does.EndWith("XDM-4000-400"));
    }

    [Test]
    public async Task A_field_of_a_component_whose_fields_are_not_known_is_accepted()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = (await emulator.PostAsync(
            EmulatorClient.Xdm + "tenant/schemas",
            """{"type":"object","title":"T","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/mixins/profile/profile-loyalty-details"}]}""")).Text("$id")!;

        var answer = await emulator.PostAsync(Descriptors, BodyOf(schema).Replace("/person/name/firstName", "/loyalty/loyaltyID", StringComparison.Ordinal));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [Test]
    public async Task A_schema_has_one_primary_identity()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        var first = await PostAsync(emulator, schema);

        var second = await PostAsync(emulator, schema);
        var same = await emulator.SendAsync(HttpMethod.Put, Descriptors + "/" + first.Text("@id"), BodyOf(schema));
        var secondary = await emulator.PostAsync(Descriptors, BodyOf(schema).Replace("\"xdm:isPrimary\":true", "\"xdm:isPrimary\":false", StringComparison.Ordinal));

        Assert.That(second.Text("type"), Does.EndWith("XDM-4000-400"));
        Assert.That((same.Status, secondary.Status), Is.EqualTo((HttpStatusCode.Created, HttpStatusCode.Created)));
    }

    [Test]
    public async Task Only_a_primary_identity_or_an_identityMap_lets_a_schema_be_enabled_for_Profile()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        const string Body = """{"type":"object","title":"Person","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-person-details"}]}""";
        const string Enable = """[{"op":"add","path":"/meta:immutableTags","value":["union"]}]""";
        var asCreated = await emulator.PostAsync(EmulatorClient.Xdm + "tenant/schemas", Body.Replace("\"title\"", "\"meta:immutableTags\":[\"union\"],\"title\"", StringComparison.Ordinal));
        var schema = (await emulator.PostAsync(EmulatorClient.Xdm + "tenant/schemas", Body)).Text("$id")!;
        var path = EmulatorClient.Xdm + "tenant/schemas/" + Uri.EscapeDataString(schema);
        await emulator.PostAsync(Descriptors, $$$"""{"@type":"xdm:alternateDisplayInfo","xdm:sourceSchema":"{{{schema}}}","xdm:sourceProperty":"/person","xdm:title":{"en_us":"Human"}}""");
        await emulator.PostAsync(Descriptors, BodyOf(schema).Replace("\"xdm:isPrimary\":true", "\"xdm:isPrimary\":false", StringComparison.Ordinal));

        var without = await emulator.PatchAsync(path, Enable);
        await PostAsync(emulator, schema);
        var with = await emulator.PatchAsync(path, Enable);

        Assert.That((asCreated.Text("type")?[^8..], without.Text("type")?[^8..]), Is.EqualTo(("1528-400", "1528-400")));
        Assert.That(with.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private static Task<Answer> PostAsync(EmulatorClient emulator, string schema) => emulator.PostAsync(Descriptors, BodyOf(schema));

    private static string BodyOf(string schema) =>
        $$"""{"@type":"xdm:descriptorIdentity","xdm:sourceSchema":"{{schema}}","xdm:sourceVersion":1,"xdm:sourceProperty":"/person/name/firstName","xdm:namespace":"Email","xdm:property":"xdm:code","xdm:isPrimary":true}""";
}
