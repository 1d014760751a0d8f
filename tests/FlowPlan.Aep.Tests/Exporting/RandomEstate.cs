using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>Makes objects in a sandbox as anybody might have: odd names, shared connections, and what FlowPlan has no words for.</summary>
internal sealed class RandomEstate(HttpClient client, string sandbox, Random random)
{
    private const string HttpApi = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb";
    private const string DataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
    private const string AmazonS3 = "ecadc60c-7455-4d87-84dc-2a0e293d997b";
    private const string Profile = "https://ns.adobe.com/xdm/context/profile";
    private const string Details = "https://ns.adobe.com/xdm/context/profile-person-details";

    private static readonly string[] Names =
    [
        "ACME", "acme", "Loyalty Members", "yes", "null", "True", "007", "1e5", "0x1F", "3.10", "a: b", "#hash", "- dash", "[list]", "{map}", "{{ var.x }}",
        "{{{", "}} {{", "{%{ raw }%}", "{{ {% {%{", "it's \"quoted\"", "two\nlines\n", " lead", "trail ", "back\\slash", "tab\there", "&a", "*b", "!c", "%d", "@e",
        "`f`", "Ünïcödé 😀", "日本", "~", "|", ">", "?", ":", "a #b", "2024 Orders", "\u0085next\u2028line", "\ufeffmark", "control\u0001", "con", "--- doc", "...", "\u200e",
    ];

    private readonly List<(string Id, string DataType)> connections = [];
    private readonly List<string> others = [];
    private readonly List<(string Id, bool Profile)> schemas = [];
    private readonly List<(string Id, string Schema)> datasets = [];
    private readonly List<(string Id, string Base, string DataType)> sources = [];
    private readonly List<(string Id, string Schema)> targets = [];
    private readonly List<(string Id, string Schema)> mappings = [];
    private readonly List<string> made = [];

    /// <summary>How many objects there are.</summary>
    public int Count => made.Count;

    public async Task MakeAsync(int most)
    {
        for (var left = 1 + random.Next(most / 2); left > 0 && Count < most - 5; left--)
        {
            await (random.Next(10) switch
            {
                0 => ConnectionAsync(),
                1 => SchemaAsync(),
                2 => DatasetAsync(),
                3 => MappingAsync(),
                4 => SourceAsync(),
                5 => TargetAsync(),
                _ => FlowAsync(),
            });
        }
    }

    private async Task ConnectionAsync()
    {
        if (random.Next(4) == 0)
        {
            others.Add(await FlowServiceAsync("connections", Named(new()
            {
                ["connectionSpec"] = Spec(AmazonS3),
                ["auth"] = new JsonObject
                {
                    ["specName"] = "Access Key",
                    ["params"] = new JsonObject { ["s3AccessKey"] = Name(), ["s3SecretKey"] = "secret", ["tries"] = 3 },
                },
                ["params"] = Maybe(() => new JsonObject { ["bucket"] = Name(), ["size"] = 1.50m, ["deep"] = new JsonObject { ["list"] = new JsonArray(1, Name(), null, true, new JsonArray(), new JsonObject()) } }),
            })));
            return;
        }

        var dataType = random.Next(3) == 0 ? "xdm" : "raw";
        var parameters = new JsonObject { ["dataType"] = dataType };
        if (random.Next(2) == 0)
            parameters["sourceId"] = Name();
        if (random.Next(4) == 0)
            parameters["name"] = Name();
        if (random.Next(2) == 0)
            parameters["authenticationRequired"] = random.Next(2) == 0;
        connections.Add((await FlowServiceAsync("connections", Named(new()
        {
            ["connectionSpec"] = Spec(HttpApi),
            ["auth"] = new JsonObject { ["specName"] = "Streaming Connection", ["params"] = parameters },
        })), dataType));
    }

    private async Task SchemaAsync()
    {
        var profile = random.Next(3) == 0;
        var body = new JsonObject
        {
            ["type"] = "object",

            // Titles are unique in an organization.
            ["title"] = $"{Name()} {made.Count}",
            ["allOf"] = random.Next(2) == 0 ? new JsonArray(Reference(Profile)) : new JsonArray(Reference(Details), Reference(Profile)),
        };
        if (random.Next(2) == 0)
            body["description"] = Name();
        if (profile)
            body["meta:immutableTags"] = new JsonArray("union");
        if (random.Next(6) == 0)
            body["properties"] = new JsonObject { ["own"] = new JsonObject { ["type"] = "string" } };
        var answer = await SendAsync("schemaregistry/tenant/schemas", body);
        schemas.Add((Made((string)answer["$id"]!), profile));
    }

    private async Task DatasetAsync()
    {
        if (schemas.Count == 0)
            await SchemaAsync();
        var (schema, profile) = Pick(schemas);
        var tags = new JsonObject();
        if (random.Next(3) == 0)
            tags["unifiedProfile"] = profile || random.Next(4) == 0 ? new JsonArray("enabled: true", "isUpsert:true"[..(random.Next(2) * 13)]) : new JsonArray("enabled:false");
        if (random.Next(3) == 0)
            tags["unifiedIdentity"] = new JsonArray("enabled:true");
        if (random.Next(3) == 0)
            tags[Name()] = random.Next(4) == 0 ? new JsonArray(1, true) : new JsonArray(Name(), Name());
        var body = Named(new()
        {
            ["schemaRef"] = new JsonObject { ["id"] = schema, ["contentType"] = $"application/vnd.adobe.xed+json; version={(random.Next(9) == 0 ? 2 : 1)}" },
            ["tags"] = tags,
        });
        var answer = await SendAsync("catalog/dataSets", body);
        datasets.Add((Made(((string)answer[0]!).Split('/')[^1]), schema));
    }

    private async Task MappingAsync()
    {
        if (schemas.Count == 0)
            await SchemaAsync();
        await MappingAsync(Pick(schemas).Id);
    }

    private async Task MappingAsync(string schema)
    {
        var fields = new JsonArray();
        for (var i = 0; i <= random.Next(4); i++)
        {
            fields.Add(new JsonObject
            {
                ["sourceType"] = random.Next(12) switch { 0 => "STATIC", < 4 => "EXPRESSION", _ => "ATTRIBUTE" },
                ["source"] = random.Next(3) == 0 ? "concat(a, \" \", b)" : Name(),
                ["destination"] = random.Next(8) == 0 ? "person.name.firstName" : $"person.{Name()}{i}",
                ["identity"] = random.Next(4) == 0,
            });
        }

        var body = new JsonObject
        {
            ["outputSchema"] = new JsonObject { ["schemaRef"] = new JsonObject { ["id"] = schema, ["contentType"] = "application/vnd.adobe.xed-full+json;version=1" } },
            ["mappings"] = fields,
        };
        if (random.Next(8) != 0)
            body["name"] = Name();
        var id = Made((string)(await SendAsync("conversion/mappingSets", body))["id"]!);
        mappings.Add((id, schema));
    }

    private async Task SourceAsync()
    {
        if (random.Next(4) == 0 && others.Count > 0)
        {
            var of = Pick(others);
            sources.Add((await FlowServiceAsync("sourceConnections", Named(new()
            {
                ["baseConnectionId"] = of,
                ["connectionSpec"] = Spec(AmazonS3),
                ["data"] = Maybe(() => new JsonObject { ["format"] = "delimited", ["properties"] = new JsonObject { ["columnDelimiter"] = Name() } }),
                ["params"] = new JsonObject { ["path"] = Name(), ["recursive"] = true },
            })), of, "other"));
            return;
        }

        if (connections.Count == 0)
            await ConnectionAsync();
        if (connections.Count == 0)
            return;
        var (id, dataType) = Pick(connections);
        sources.Add((await FlowServiceAsync("sourceConnections", Named(new() { ["baseConnectionId"] = id, ["connectionSpec"] = Spec(HttpApi) })), id, dataType));
    }

    private async Task TargetAsync()
    {
        if (datasets.Count == 0)
            await DatasetAsync();
        var (id, schema) = Pick(datasets);
        targets.Add((await FlowServiceAsync("targetConnections", Named(new()
        {
            ["connectionSpec"] = Spec(DataLake),
            ["data"] = new JsonObject { ["schema"] = new JsonObject { ["id"] = schema, ["version"] = "application/vnd.adobe.xed-full+json;version=1.0" } },
            ["params"] = new JsonObject { ["dataSetId"] = id },
        })), schema));
    }

    private async Task FlowAsync()
    {
        if (random.Next(3) > 0 || sources.Count == 0)
            await SourceAsync();
        if (random.Next(3) > 0 || targets.Count == 0)
            await TargetAsync();
        if (sources.Count == 0)
            return;
        var (source, target) = (Pick(sources), Pick(targets));
        var mapped = source.DataType == "raw" || random.Next(6) == 0;
        if (mapped && !mappings.Exists(m => m.Schema == target.Schema))
            await MappingAsync(target.Schema);
        var body = Named(new()
        {
            ["flowSpec"] = Spec(source.DataType == "other" ? "9753525b-82c7-4dce-8a9b-5ccfce2b9876" : mapped ? "c1a19761-d2c7-4702-b9fa-fe91f0613e81" : "d8a6f005-7eaf-4153-983e-e8574508b877"),
            ["sourceConnectionIds"] = random.Next(12) == 0 ? new JsonArray(source.Id, Pick(sources).Id) : new JsonArray(source.Id),
            ["targetConnectionIds"] = new JsonArray(target.Id),
        });
        if (mapped)
        {
            var mapping = new JsonObject { ["name"] = "Mapping", ["params"] = new JsonObject { ["mappingId"] = Pick(mappings.FindAll(m => m.Schema == target.Schema)).Id, ["mappingVersion"] = 0 } };
            body["transformations"] = random.Next(10) == 0 ? new JsonArray(new JsonObject { ["name"] = "Copy" }, mapping) : new JsonArray(mapping);
        }

        if (source.DataType == "other")
            body["scheduleParams"] = new JsonObject { ["startTime"] = "1700000000", ["frequency"] = Name(), ["interval"] = 15 };
        var flow = await FlowServiceAsync("flows", body, random.Next(12) == 0 ? "?mode=draft" : string.Empty);
        if (random.Next(4) == 0)
            await TryAsync($"flowservice/flows/{flow}/action?op=disable");
    }

    private JsonObject Named(JsonObject body)
    {
        body["name"] = Name();
        if (random.Next(2) == 0)
            body["description"] = random.Next(4) == 0 ? string.Empty : Name();
        foreach (var empty in body.Where(p => p.Value is null).Select(p => p.Key).ToList())
            body.Remove(empty);
        return body;
    }

    private string Name() => Pick(Names) + (random.Next(2) == 0 ? string.Empty : $" {random.Next(40)}");

    private JsonObject? Maybe(Func<JsonObject> make) => random.Next(2) == 0 ? make() : null;

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private string Made(string id)
    {
        made.Add(id);
        return id;
    }

    private static JsonObject Spec(string id) => new() { ["id"] = id, ["version"] = "1.0" };

    private static JsonObject Reference(string id) => new() { ["$ref"] = id };

    private async Task<string> FlowServiceAsync(string collection, JsonObject body, string query = "") =>
        Made((string)(await SendAsync($"flowservice/{collection}{query}", body))["id"]!);

    private async Task<JsonNode> SendAsync(string path, JsonObject body)
    {
        using var response = await client.SendAsync(Request(path, body));
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{path} {body.ToJsonString()}: {text}");
    }

    /// <summary>A call that may be refused, as a draft cannot be disabled.</summary>
    private async Task TryAsync(string path)
    {
        using var response = await client.SendAsync(Request(path, null));
    }

    private HttpRequestMessage Request(string path, JsonObject? body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "data/foundation/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "emulator-anybody");
        request.Headers.Add("x-api-key", "anybody");
        request.Headers.Add("x-gw-ims-org-id", "0123@AdobeOrg");
        request.Headers.Add("x-sandbox-name", sandbox);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }
}
