using System.Net;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>Own field groups, data types and classes: what the registry checks of them and what depends on what.</summary>
public sealed class OwnFieldTests
{
    private const string Groups = EmulatorClient.Xdm + "tenant/fieldgroups";

    private static string Group(string fields, string tenant = "_acme") => """
        {"title":"Own","type":"object","meta:intendedToExtend":["https://ns.adobe.com/xdm/context/profile"],"allOf":[{"$ref":"#/definitions/customFields"}],
         "definitions":{"customFields":{"properties":{"TENANT":{"type":"object","properties":{ FIELDS }}}}}}
        """.Replace("TENANT", tenant, StringComparison.Ordinal).Replace("FIELDS", fields, StringComparison.Ordinal);

    [TestCase("\"a\":{\"type\":\"string\"}", null)]
    [TestCase("\"a\":{\"type\":\"text\"}", "1030-400")]
    [TestCase("\"_a\":{\"type\":\"string\"}", "1030-400")]
    [TestCase("\"a b\":{\"type\":\"string\"}", "1030-400")]
    [TestCase("\"a\":{\"type\":\"string\",\"format\":\"uri\",\"pattern\":\".\"}", "1030-400")]
    [TestCase("\"a\":{\"type\":\"integer\",\"enum\":[\"1\"]}", "1030-400")]
    [TestCase("\"a\":{\"type\":\"object\",\"meta:xdmType\":\"map\",\"additionalProperties\":{\"type\":\"boolean\"}}", "1030-400")]
    [TestCase("\"a\":{\"type\":\"array\"}", "1030-400")]
    [TestCase("\"a\":{\"$ref\":\"https://ns.adobe.com/acme/datatypes/none\"}", "1535-400")]
    public async Task A_field_must_have_a_valid_name_type_and_form(string fields, string? code)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(Groups, Group(fields));

        Assert.That(answer.Text("type"), code is null ? Is.EqualTo("object") : Does.EndWith("XDM-" + code));
    }

    [Test]
    public async Task Own_fields_belong_in_the_object_of_the_organization_which_each_has_of_its_own()
    {
        await using var emulator = await EmulatorClient.StartAsync(new() { Settings = new EmulatorSettings { TenantIds = new Dictionary<string, string> { ["OTHER@AdobeOrg"] = "other" } } });
        const string Fields = "\"a\":{\"type\":\"string\"}";
        (string, string?) other = ("x-gw-ims-org-id", "OTHER@AdobeOrg");

        Assert.That((await emulator.PostAsync(Groups, Group(Fields, "_other"))).Text("type"), Does.EndWith("XDM-1020-400"));
        Assert.That((await emulator.PostAsync(Groups, Group(Fields, "_other"), other)).Text("$id"), Does.StartWith("https://ns.adobe.com/other/mixins/"));
        Assert.That((await emulator.GetAsync(EmulatorClient.Xdm + "stats", other)).Text("tenantId"), Is.EqualTo("other"));
        Assert.That((await emulator.GetAsync(EmulatorClient.Xdm + "stats")).Text("tenantId"), Is.EqualTo("acme"));
    }

    [Test]
    public async Task What_something_refers_to_is_not_deleted()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var type = (await emulator.PostAsync(EmulatorClient.Xdm + "tenant/datatypes", """{"title":"T","type":"object","properties":{"a":{"type":"string"}}}""")).Text("meta:altId")!;
        var typeId = "https://ns.adobe.com/acme/datatypes/" + type.Split('.')[^1];
        var group = (await emulator.PostAsync(Groups, Group($$"""
            "a":{"$ref":"{{typeId}}"}
            """))).Text("meta:altId")!;

        Assert.That((await emulator.DeleteAsync($"{EmulatorClient.Xdm}tenant/datatypes/{type}")).Text("type"), Does.EndWith("XDM-1301-400"));
        Assert.That((await emulator.DeleteAsync($"{Groups}/{group}")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await emulator.DeleteAsync($"{EmulatorClient.Xdm}tenant/datatypes/{type}")).Status, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [TestCase("datatypes", "{\"title\":\"\"}", "1500-400")]
    [TestCase("classes", "{\"title\":\"C\",\"type\":\"object\",\"allOf\":[]}", "1538-400")]
    [TestCase("fieldgroups", "{\"title\":\"G\",\"type\":\"object\",\"definitions\":{}}", "1539-400")]
    public async Task A_component_needs_its_parts(string kind, string body, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((await emulator.PostAsync($"{EmulatorClient.Xdm}tenant/{kind}", body)).Text("type"), Does.EndWith("XDM-" + code));
    }
}
