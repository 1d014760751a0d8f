using System.Net;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>The Schema Registry: standard components, unions, forms and descriptors.</summary>
public sealed class RegistryTests
{
    private static readonly (string, string?) Full = ("Accept", "application/vnd.adobe.xed-full+json; version=1");
    private static readonly (string, string?) List = ("Accept", "application/vnd.adobe.xed-id+json");

    [TestCase("https://ns.adobe.com/xdm/context/account", "https://ns.adobe.com/xdm/mixins/account-details", 201)]
    [TestCase("https://ns.adobe.com/xdm/classes/product", "https://ns.adobe.com/xdm/mixins/product-brand", 201)]
    [TestCase("https://ns.adobe.com/xdm/context/profile", "https://ns.adobe.com/xdm/mixins/profile/profile-loyalty-details", 201)]
    [TestCase("https://ns.adobe.com/xdm/context/profile", "https://ns.adobe.com/xdm/mixins/none", 400)]
    [TestCase("https://ns.adobe.com/xdm/classes/none", "https://ns.adobe.com/xdm/context/identitymap", 400)]
    public async Task A_schema_may_refer_to_any_standard_component(string type, string group, int status)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(
            EmulatorClient.Xdm + "tenant/schemas", $$"""{"type":"object","title":"T","allOf":[{"$ref":"{{type}}"},{"$ref":"{{group}}"}]}""");

        Assert.That((int)answer.Status, Is.EqualTo(status), answer.Text("detail"));
    }

    [TestCase("behaviors", "https://ns.adobe.com/xdm/data/record", "_xdm.data.record")]
    [TestCase("classes", "https://ns.adobe.com/xdm/classes/product", "_xdm.classes.product")]
    [TestCase("fieldgroups", "https://ns.adobe.com/xdm/mixins/profile/profile-loyalty-details", "_xdm.mixins.profile.profile-loyalty-details")]
    [TestCase("datatypes", "https://ns.adobe.com/xdm/common/address", "_xdm.common.address")]
    public async Task The_global_container_has_the_standard_components(string kind, string id, string altId)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var list = await emulator.GetAsync(EmulatorClient.Xdm + "global/" + kind, List);
        var read = await emulator.GetAsync(EmulatorClient.Xdm + $"global/{kind}/{Uri.EscapeDataString(id)}", Full);

        Assert.That(list.At("results")!.AsArray().Select(r => (string?)r!["$id"]), Does.Contain(id).And.Unique);
        Assert.That((read.Text("meta:altId"), read.Text("meta:resourceType")), Is.EqualTo((altId, kind)));
    }

    [Test]
    public async Task Field_groups_are_found_by_the_class_that_they_extend()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var found = await emulator.GetAsync(
            EmulatorClient.Xdm + "global/fieldgroups?property=" + Uri.EscapeDataString("meta:intendedToExtend==https://ns.adobe.com/xdm/context/account"), List);

        Assert.That(found.At("results")!.AsArray().Select(r => (string?)r!["$id"]), Does.Contain("https://ns.adobe.com/xdm/mixins/account-details"));
        Assert.That(found.At("results")!.AsArray().Select(r => (string?)r!["$id"]), Does.Not.Contain("https://ns.adobe.com/xdm/context/profile-work-details"));
    }

    [TestCase("title~^b", "b")]
    [TestCase("title!=b", "a,c")]
    [TestCase("title>a", "b,c")]
    [TestCase("description", "")]
    [TestCase("title", "a,b,c")]
    public async Task A_list_is_filtered(string property, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        foreach (var title in new[] { "b", "a", "c" })
            await emulator.SchemaAsync(title);

        var found = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas?property=" + Uri.EscapeDataString(property), List);

        Assert.That(TitlesOf(found), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_list_in_descending_order_pages_by_the_sort_value()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        foreach (var title in new[] { "c", "a", "b" })
            await emulator.SchemaAsync(title);

        var first = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas?orderby=-title&limit=2", List);
        var second = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas?orderby=-title&limit=2&start=" + first.Text("_page", "next"), List);

        Assert.That((TitlesOf(first), first.Text("_page", "orderby"), TitlesOf(second)), Is.EqualTo(("c,b", "-title", "a")));
        Assert.That(second.At("_page", "next"), Is.Null);
    }

    [Test]
    public async Task A_union_has_the_parts_of_all_schemas_of_its_class_that_are_enabled_for_Profile()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        async Task EnableAsync(string title, string group) => Assert.That((await emulator.PostAsync(
            EmulatorClient.Xdm + "tenant/schemas",
            $$"""{"type":"object","title":"{{title}}","meta:immutableTags":["union"],"allOf":[{"$ref":"https://ns.adobe.com/xdm/context/experienceevent"},{"$ref":"{{group}}"}]}""")).Status, Is.EqualTo(HttpStatusCode.Created));
        await EnableAsync("a", "https://ns.adobe.com/xdm/context/experienceevent-web");
        await EnableAsync("b", "https://ns.adobe.com/xdm/context/experienceevent-commerce");
        await emulator.SchemaAsync("not enabled");

        var list = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/unions", List);
        var read = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/unions/_xdm.context.experienceevent__union", Full);
        var unknown = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/unions/_xdm.context.profile__union", Full);

        Assert.That(list.At("results")!.AsArray().Select(r => (string?)r!["$id"]), Is.EqualTo(new[] { "https://ns.adobe.com/xdm/context/experienceevent__union" }));
        Assert.That(read.At("properties")!.AsObject().Select(p => p.Key), Is.SupersetOf(new[] { "web", "commerce", "timestamp" }));
        Assert.That(unknown.Text("type"), Does.EndWith("XDM-1010-404"));
    }

    [TestCase("xed-notext", true)]
    [TestCase("xed-full-notext", false)]
    public async Task The_notext_forms_have_no_titles_and_descriptions(string form, bool hasReferences)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.SchemaAsync();

        var read = await emulator.GetAsync(
            EmulatorClient.Xdm + "tenant/schemas/" + Uri.EscapeDataString(id), ("Accept", $"application/vnd.adobe.{form}+json; version=1"));

        Assert.That(read.Body!.ToJsonString(), Does.Not.Contain("\"title\"").And.Not.Contain("\"description\""));
        Assert.That(read.At("allOf") is not null, Is.EqualTo(hasReferences));
        Assert.That(read.At("properties", "person", "properties", "name") is not null, Is.EqualTo(!hasReferences));
    }

    [Test]
    public async Task The_full_form_has_the_fields_of_all_that_it_refers_to_and_the_names_of_required_ones()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var tenant = (await emulator.GetAsync(EmulatorClient.Xdm + "stats")).Text("tenantId")!;
        var type = await CreateAsync("datatypes", """{"type":"object","title":"Card","properties":{"number":{"type":"string"},"kind":{"type":"string","enum":["gold","silver"]}},"required":["number"]}""");
        var group = await CreateAsync("fieldgroups", """
            {"type":"object","title":"Cards","meta:intendedToExtend":["https://ns.adobe.com/xdm/context/experienceevent"],
             "definitions":{"own":{"properties":{"_TENANT":{"type":"object","required":["cards"],"properties":{"cards":{"type":"array","items":{"$ref":"TYPE","type":"object"}}}}}}},
             "allOf":[{"$ref":"#/definitions/own"}]}
            """.Replace("TENANT", tenant, StringComparison.Ordinal).Replace("TYPE", type, StringComparison.Ordinal));
        var schema = await CreateAsync("schemas", $$"""
            {"type":"object","title":"Events","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/experienceevent"},{"$ref":"https://ns.adobe.com/xdm/context/profile-person-details"},{"$ref":"{{group}}"}]}
            """);

        var full = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas/" + Uri.EscapeDataString(schema), Full);

        var own = full.At("properties", "_" + tenant)!;
        Assert.That(own["required"]!.ToJsonString(), Is.EqualTo("""["cards"]"""));
        Assert.That(own["properties"]!["cards"]!["items"]!.ToJsonString(), Is.EqualTo(
            """{"type":"object","properties":{"number":{"type":"string"},"kind":{"type":"string","enum":["gold","silver"]}},"required":["number"]}"""));
        Assert.That(full.At("required")!.AsArray().Select(n => (string?)n), Is.EquivalentTo(new[] { "_id", "timestamp" }));
        Assert.That(full.At("properties", "person", "properties", "name", "properties", "lastName")!.ToJsonString(), Is.EqualTo("""{"type":"string"}"""));
        Assert.That(full.Body!.ToJsonString(), Does.Not.Contain("\"$ref\""));

        async Task<string> CreateAsync(string kind, string body)
        {
            var created = await emulator.PostAsync(EmulatorClient.Xdm + "tenant/" + kind, body);
            Assert.That(created.Status, Is.EqualTo(HttpStatusCode.Created), created.Body?.ToJsonString());
            return created.Text("$id")!;
        }
    }

    private static string TitlesOf(Answer list) => string.Join(',', list.At("results")!.AsArray().Select(r => (string?)r!["title"]));
}
