using System.Net;

namespace FlowPlan.Emulator.Tests;

/// <summary>Which paths the services accept, and in which format each one rejects the others.</summary>
public sealed class RoutingTests
{
    private static readonly (string, string?) Lookup = ("Accept", "application/vnd.adobe.xed+json; version=1");

    [TestCase("Data/foundation/flowservice/connections")]
    [TestCase("data/Foundation/flowservice/connections")]
    [TestCase("data/foundation/FlowService/connections")]
    [TestCase("data/foundation/Conversion/mappingSets?limit=1&start=0")]
    [TestCase("data/foundation/conversion/mappingsets?limit=1&start=0")]
    [TestCase("data/foundation/Catalog/dataSets")]
    [TestCase("data/foundation/nothing")]
    [TestCase("nothing")]
    public async Task A_path_to_no_service_gets_the_404_of_the_gateway(string path)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.GetAsync(path);

        Assert.That(((int)answer.Status, answer.Text("error_code")), Is.EqualTo((404, "404000")));
        Assert.That(answer.Response.Headers.Contains("x-request-id"));
    }

    [TestCase("data/foundation/FlowService/connections", 403)]
    [TestCase("data/foundation/flowservice/nothing", 403)]
    [TestCase("data/Foundation/flowservice/connections", 404)]
    [TestCase("nothing", 404)]
    public async Task The_gateway_checks_the_token_of_every_platform_path(string path, int status)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((int)(await emulator.GetAsync(path, ("Authorization", null))).Status, Is.EqualTo(status));
    }

    [TestCase("GET", "flowservice/Connections", 404, "https://ns.adobe.com/aep/errors/FLOW-1400-404")]
    [TestCase("GET", "flowservice/nothing", 404, "https://ns.adobe.com/aep/errors/FLOW-1400-404")]
    [TestCase("PUT", "flowservice/connections/x", 404, "https://ns.adobe.com/aep/errors/FLOW-1400-404")]
    [TestCase("DELETE", "flowservice/flows", 404, "https://ns.adobe.com/aep/errors/FLOW-1400-404")]
    [TestCase("POST", "flowservice/flows/x/Action", 404, "https://ns.adobe.com/aep/errors/FLOW-1400-404")]
    [TestCase("GET", "schemaregistry/Tenant/schemas", 404, "http://ns.adobe.com/aep/errors/XDM-1010-404")]
    [TestCase("GET", "schemaregistry/tenant/Schemas", 404, "http://ns.adobe.com/aep/errors/XDM-1010-404")]
    [TestCase("DELETE", "schemaregistry/tenant/schemas", 404, "http://ns.adobe.com/aep/errors/XDM-1010-404")]
    [TestCase("PATCH", "schemaregistry/tenant/descriptors/x", 404, "http://ns.adobe.com/aep/errors/XDM-1010-404")]
    [TestCase("DELETE", "schemaregistry/global/classes/x", 403, "http://ns.adobe.com/aep/errors/XDM-1100-403")]
    [TestCase("GET", "catalog/lookups", 404, "http://ns.adobe.com/adobecloud/problem/catalog/404")]
    [TestCase("GET", "catalog/dataSets/x/y", 404, "http://ns.adobe.com/adobecloud/problem/catalog/404")]
    [TestCase("GET", "catalog/V2/dataSets", 404, "http://ns.adobe.com/adobecloud/problem/catalog/404")]
    [TestCase("DELETE", "catalog/dataSets", 405, "http://ns.adobe.com/adobecloud/problem/catalog/405")]
    [TestCase("POST", "catalog/v2/dataSets/x", 405, "http://ns.adobe.com/adobecloud/problem/catalog/405")]
    [TestCase("DELETE", "conversion/mappingSets", 404, "http://ns.adobe.com/adobecloud/problem/data-prep/404")]
    [TestCase("GET", "mappingSets/x/y/z", 404, "http://ns.adobe.com/adobecloud/problem/data-prep/404")]
    [TestCase("POST", "sandbox-management/sandboxes", 404, "http://ns.adobe.com/aep/errors/SMS-2001-404")]
    [TestCase("GET", "sandbox-management/Sandboxes", 404, "http://ns.adobe.com/aep/errors/SMS-2001-404")]
    public async Task Each_service_rejects_unknown_operations_in_its_own_format(string method, string path, int status, string type)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.SendAsync(new HttpMethod(method), "data/foundation/" + path, null);

        Assert.That(((int)answer.Status, answer.Text("type")), Is.EqualTo((status, type)));
        Assert.That(answer.Response.Headers.Contains("x-request-id"));
    }

    [TestCase("GET", "collection/none", "https://ns.adobe.com/adobecloud/problem/data-collection-service-inlet")]
    [TestCase("POST", "collection", "https://ns.adobe.com/adobecloud/problem/data-collection-service-inlet")]
    public async Task Streaming_rejects_unknown_operations_in_its_own_format(string method, string path, string type)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.SendAsync(new HttpMethod(method), path, null);

        Assert.That((answer.Text("status"), answer.Text("type")), Is.EqualTo(("404", type)));
    }

    [TestCase("GET", "ims/token/v3", 400, "invalid_request")]
    [TestCase("GET", "__emulator/nothing", 404, "there is no such command")]
    [TestCase("PATCH", "__emulator/objects", 404, "there is no such command")]
    public async Task Ims_and_the_emulator_itself_name_the_error(string method, string path, int status, string error)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.SendAsync(new HttpMethod(method), path, null);

        Assert.That(((int)answer.Status, answer.Text("error")), Is.EqualTo((status, error)));
    }

    [TestCase("catalog/datasets")]
    [TestCase("catalog/DATASETS")]
    [TestCase("catalog/v2/datasets")]
    public async Task Catalog_accepts_the_name_of_its_collection_in_any_case(string path)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((await emulator.GetAsync("data/foundation/" + path)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("data/foundation/flowservice/connections/")]
    [TestCase("data/foundation//flowservice///connections")]
    [TestCase("data/foundation/flowservice/connections/?limit=1")]
    public async Task Trailing_and_repeated_slashes_are_ignored(string path)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.ConnectionAsync();

        Assert.That((await emulator.GetAsync(path)).At("items")!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_encoded_slash_is_part_of_its_segment()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.SchemaAsync();
        var path = EmulatorClient.Xdm + "tenant/schemas/";

        var encoded = await emulator.GetAsync(path + Uri.EscapeDataString(id), Lookup);
        var lowerCase = await emulator.GetAsync(path + Uri.EscapeDataString(id).Replace("%2F", "%2f", StringComparison.Ordinal), Lookup);
        var twice = await emulator.GetAsync(path + Uri.EscapeDataString(Uri.EscapeDataString(id)), Lookup);
        var raw = await emulator.GetAsync(path + id, Lookup);

        Assert.That((encoded.Text("$id"), lowerCase.Text("$id")), Is.EqualTo((id, id)));
        Assert.That(twice.Text("detail"), Does.Contain(Uri.EscapeDataString(id)), "decoded once, as the service does");
        Assert.That(raw.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Other_escapes_in_a_segment_are_decoded()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.ConnectionAsync();

        var escaped = await emulator.GetAsync("data/foundation/flowservice/connect%69ons/" + id);
        var unknown = await emulator.GetAsync("data/foundation/flowservice/connections/a%20b%25c");

        Assert.That(escaped.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(unknown.Text("report", "id"), Is.EqualTo("a b%c"));
    }

    [Test]
    public async Task The_legacy_path_of_mapping_sets_can_be_turned_off()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.MappingAsync(await emulator.SchemaAsync());
        await emulator.SendAsync(HttpMethod.Put, "__emulator/settings", """{"legacyMappingSetsPath":false}""");

        Assert.That((await emulator.GetAsync("data/foundation/mappingSets/" + id)).Text("error_code"), Is.EqualTo("404000"));
        Assert.That((await emulator.GetAsync(EmulatorClient.DataPrep + "mappingSets/" + id)).Text("id"), Is.EqualTo(id));
    }
}
