using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Tests;

/// <summary>A response with its body.</summary>
internal sealed record Answer(HttpStatusCode Status, JsonNode? Body, HttpResponseMessage Response)
{
    public string? Text(params string[] path) => (string?)At(path);

    public JsonNode? At(params string[] path)
    {
        var node = Body;
        foreach (var key in path)
            node = int.TryParse(key, out var index) && node is JsonArray list ? list[index] : node?[key];
        return node;
    }
}

/// <summary>A streaming flow with what a message for it names.</summary>
internal sealed record StreamingFlow(string Inlet, string Schema, string DataSet, string Flow)
{
    public const string Person = """{"_id":"1","person":{"name":{"firstName":"Jane"}}}""";

    public string Url => "collection/" + Inlet;

    public string BatchUrl => "collection/batch/" + Inlet;

    /// <summary>An XDM message with a record.</summary>
    public string Message(string entity = Person) => $$$"""{"header":{"schemaRef":{"id":"{{{Schema}}}","contentType":"application/vnd.adobe.xed-full+json;version=1"},"imsOrgId":"ACME@AdobeOrg","flowId":"{{{Flow}}}","datasetId":"{{{DataSet}}}"},"body":{"xdmMeta":{"schemaRef":{"id":"{{{Schema}}}","contentType":"application/vnd.adobe.xed-full+json;version=1"}},"xdmEntity":{{{entity}}}}}""";
}

/// <summary>An emulator, and a client that sends the headers that the services require.</summary>
internal sealed class EmulatorClient : IAsyncDisposable
{
    public const string Flow = "data/foundation/flowservice/";
    public const string Xdm = "data/foundation/schemaregistry/";
    public const string Catalog = "data/foundation/catalog/";
    public const string DataPrep = "data/foundation/conversion/";

    private readonly HttpClient client;

    private EmulatorClient(EmulatorHost host)
    {
        Host = host;
        client = new HttpClient { BaseAddress = host.BaseAddress };
    }

    public EmulatorHost Host { get; }

    public string Sandbox { get; set; } = "dev";

    public static async Task<EmulatorClient> StartAsync(EmulatorOptions? options = null) =>
        new(await EmulatorHost.StartAsync((options ?? new EmulatorOptions()) with { RecordRequests = true }));

    public Task<Answer> GetAsync(string path, params (string Name, string? Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, string body, params (string Name, string? Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<Answer> PatchAsync(string path, string body, params (string Name, string? Value)[] headers) => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Sends a request with the default headers. A null value removes a header, any other value replaces it.</summary>
    public Task<Answer> SendAsync(HttpMethod method, string path, string? body, params (string Name, string? Value)[] headers) =>
        SendAsync(method, path, body, headers, CancellationToken.None);

    private async Task<Answer> SendAsync(
        HttpMethod method, string path, string? body, (string Name, string? Value)[] headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = "Bearer emulator-test",
            ["x-api-key"] = "acme",
            ["x-gw-ims-org-id"] = "ACME@AdobeOrg",
            ["x-sandbox-name"] = Sandbox,
        };
        foreach (var (name, value) in headers)
            all[name] = value;
        foreach (var (name, value) in all.Where(h => h.Value is not null && h.Key != "Content-Type"))
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8);
            request.Content.Headers.ContentType = all.TryGetValue("Content-Type", out var type)
                ? type is null ? null : MediaTypeHeaderValue.Parse(type)
                : new MediaTypeHeaderValue("application/json");
        }

        var response = await client.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return new(response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response);
    }

    public async Task<string> SchemaAsync(string title = "Loyalty") => (await PostAsync(
        Xdm + "tenant/schemas",
        $$$"""{"type":"object","title":"{{{title}}}","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-person-details"}]}""")).Text("$id")!;

    public async Task<string> DatasetAsync(string schemaId, string name = "Loyalty") => (await PostAsync(
        Catalog + "dataSets",
        $$$"""{"name":"{{{name}}}","schemaRef":{"id":"{{{schemaId}}}","contentType":"application/vnd.adobe.xed+json;version=1"}}""")).Text("0")!.Split('/')[^1];

    public async Task<string> ConnectionAsync(string name = "Web", string parameters = "\"dataType\":\"raw\"") =>
        (await PostAsync(Flow + "connections", ConnectionBody(name, parameters))).Text("id")!;

    /// <summary>Creates a connection, and gives up when cancelled.</summary>
    public Task<Answer> CreateConnectionAsync(string name, CancellationToken cancellationToken, params (string Name, string? Value)[] headers) =>
        SendAsync(HttpMethod.Post, Flow + "connections", ConnectionBody(name, "\"dataType\":\"raw\""), headers, cancellationToken);

    public async Task<string> SourceAsync(string baseId) => (await PostAsync(
        Flow + "sourceConnections",
        $$$"""{"name":"Source","baseConnectionId":"{{{baseId}}}","connectionSpec":{"id":"bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb","version":"1.0"}}""")).Text("id")!;

    public async Task<string> TargetAsync(string schemaId, string dataSetId) => (await PostAsync(
        Flow + "targetConnections",
        $$$"""{"name":"Target","data":{"schema":{"id":"{{{schemaId}}}","version":"application/vnd.adobe.xed-full+json;version=1.0"}},"params":{"dataSetId":"{{{dataSetId}}}"},"connectionSpec":{"id":"c604ff05-7f1a-43c0-8e18-33bf874cb11c","version":"1.0"}}""")).Text("id")!;

    public async Task<string> MappingAsync(string schemaId) => (await PostAsync(
        DataPrep + "mappingSets",
        $$$"""{"version":0,"xdmSchema":"{{{schemaId}}}","xdmVersion":"1.0","mappings":[{"destinationXdmPath":"person.name.firstName","sourceAttribute":"firstName","identity":false,"version":0}]}""")).Text("id")!;

    private static string ConnectionBody(string name, string parameters) =>
        $$$"""{"name":"{{{name}}}","connectionSpec":{"id":"bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb","version":"1.0"},"auth":{"specName":"Streaming Connection","params":{ {{{parameters}}} } }}""";

    public static string FlowBody(string source, string target, string? mapping, int version = 0) => mapping is null
        ? $$$"""{"name":"Flow","flowSpec":{"id":"d8a6f005-7eaf-4153-983e-e8574508b877","version":"1.0"},"sourceConnectionIds":["{{{source}}}"],"targetConnectionIds":["{{{target}}}"]}"""
        : $$$"""{"name":"Flow","flowSpec":{"id":"c1a19761-d2c7-4702-b9fa-fe91f0613e81","version":"1.0"},"sourceConnectionIds":["{{{source}}}"],"targetConnectionIds":["{{{target}}}"],"transformations":[{"name":"Mapping","params":{"mappingId":"{{{mapping}}}","mappingVersion":{{{version}}}}}]}""";

    /// <summary>Creates a flow and the objects that it refers to.</summary>
    public async Task<(string Base, string Source, string Target, string Mapping, string Flow)> FlowAsync()
    {
        var schema = await SchemaAsync();
        var connection = await ConnectionAsync();
        var source = await SourceAsync(connection);
        var target = await TargetAsync(schema, await DatasetAsync(schema));
        var mapping = await MappingAsync(schema);
        var flow = await PostAsync(Flow + "flows", FlowBody(source, target, mapping));
        return (connection, source, target, mapping, flow.Text("id")!);
    }

    /// <summary>Creates a streaming flow without a mapping, and the objects that it refers to.</summary>
    /// <returns>The last part of the URL of its inlet, and the IDs of the schema, the dataset and the flow.</returns>
    public async Task<StreamingFlow> StreamingFlowAsync(string dataType = "xdm", bool authenticated = false, string? schema = null, string name = "Web")
    {
        schema ??= await SchemaAsync("Schema of " + name);
        var connection = await ConnectionAsync(name, $"\"dataType\":\"{dataType}\",\"authenticationRequired\":{(authenticated ? "true" : "false")}");
        var inlet = (await GetAsync(Flow + "connections/" + connection)).Text("items", "0", "auth", "params", "inletId")!;
        var dataSet = await DatasetAsync(schema, "Dataset of " + name);
        var flow = await PostAsync(Flow + "flows", FlowBody(await SourceAsync(connection), await TargetAsync(schema, dataSet), null));
        return new(inlet, schema, dataSet, flow.Text("id")!);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Host.DisposeAsync();
    }
}
