using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>Makes objects in a sandbox as anybody might have: odd names, shared connections, and what FlowPlan has no words for.</summary>
internal sealed class RandomEstate(SeedBatch batch, Random random)
{
    private const string HttpApi = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb";
    private const string DataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
    private const string AmazonS3 = "ecadc60c-7455-4d87-84dc-2a0e293d997b";
    private const string FirstName = "person.name.firstName";
    private const string Profile = "https://ns.adobe.com/xdm/context/profile";
    private const string IdentityMap = "https://ns.adobe.com/xdm/context/identitymap";
    private const string Details = "https://ns.adobe.com/xdm/context/profile-person-details";

    private static readonly string[] Expressions =
    [
        "concat(a, \" \", b)", "lower(a)", "iif(a == null, \"\", trim(b))", "a.b", "`{{ var.x }}`",
        "iif(title.equals(\"Mrs, Ms\") || title  == 'Miss', concat(\"female\", \", \", lower(gender)), iif(title.equals(\"Mr\"), \"male\", \"{{ not.known }}\"))",
        "concat(a,\n  b,\r\n  \"c, d\",\tlower(e))",
    ];

    private static readonly string[] Frequencies = ["minute", "hour", "day", "week"];

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
    private readonly HashSet<string> secondVersions = [];
    private RandomComponents components = null!;
    private RandomGovernance governance = null!;

    /// <summary>What an export must leave out, and may.</summary>
    public ExpectedExclusions Exclusions { get; } = new();

    /// <summary>How many objects there are.</summary>
    public int Count => Exclusions.Count;

    /// <summary>Adds objects to the batch.</summary>
    public void Make(int most)
    {
        components = new(random, Name, (kind, collection, id, body) => Add(kind, collection, id, id.Split('/')[^1], body));
        governance = new(random, Name, (kind, collection, id, body) => Add(kind, collection, id, id, body));
        for (var left = 1 + random.Next(most / 2); left > 0 && Count < most - 5; left--)
        {
            Action make = random.Next(17) switch
            {
                10 => components.Namespace,
                11 => components.DataType,
                12 => components.Class,
                13 => components.FieldGroup,
                14 => FieldLabel,
                15 => () => governance.DatasetLabels(DatasetIds()),
                16 => () => governance.Expiration(DatasetIds()),
                0 => Connection,
                1 => Schema,
                2 => Dataset,
                3 => Mapping,
                4 => Source,
                5 => Target,
                _ => Flow,
            };
            make();
        }

        // A manifest has one version for all that refers to a schema.
        foreach (var (id, schema) in datasets.Concat(targets).Concat(mappings).Where(o => secondVersions.Contains(o.Schema)))
            Exclusions.Allow(id, "its field 'schema.version' cannot");
    }

    private void FieldLabel()
    {
        if (components.Groups.Count == 0)
            components.FieldGroup();
        governance.FieldLabel(components.Groups);
    }

    private List<string> DatasetIds()
    {
        if (datasets.Count == 0)
            Dataset();
        return [.. datasets.Select(d => d.Id)];
    }

    private void Connection()
    {
        if (random.Next(4) == 0)
        {
            others.Add(FlowService("connection", Named(new()
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
        connections.Add((FlowService("connection", Named(new()
        {
            ["connectionSpec"] = Spec(HttpApi),
            ["auth"] = new JsonObject { ["specName"] = "Streaming Connection", ["params"] = parameters },
        })), dataType));
    }

    private void Schema()
    {
        var profile = random.Next(3) == 0;
        var body = new JsonObject
        {
            ["type"] = "object",

            // Titles are unique in an organization.
            ["title"] = $"{Name()} {Count}",
            ["allOf"] = random.Next(2) == 0 ? new JsonArray(Reference(Profile)) : new JsonArray(Reference(Details), Reference(Profile)),
        };
        if (random.Next(2) == 0)
            body["description"] = Name();
        if (profile)
        {
            body["meta:immutableTags"] = new JsonArray("union");
            ((JsonArray)body["allOf"]!).Add((JsonNode)Reference(IdentityMap));
        }

        if (random.Next(6) == 0)
            body["properties"] = new JsonObject { ["own"] = new JsonObject { ["type"] = "string" } };
        if (components.Groups.Count > 0 && random.Next(2) == 0)
            ((JsonArray)body["allOf"]!).Add((JsonNode)Reference(Pick(components.Groups)));
        var hash = Id(48);
        var id = "https://ns.adobe.com/acme/schemas/" + hash;
        Add("schema", "schemas", id, hash, body);
        schemas.Add((id, profile));
        if (body.ContainsKey("properties"))
            Exclusions.Require(id, "it has 'properties' of its own");
    }

    private void Dataset()
    {
        if (schemas.Count == 0)
            Schema();
        var (schema, profile) = Pick(schemas);
        var tags = new JsonObject();
        var inProfile = false;
        if (random.Next(3) == 0)
        {
            inProfile = profile;
            tags["unifiedProfile"] = inProfile ? new JsonArray("enabled: true", "isUpsert:true"[..(random.Next(2) * 13)]) : new JsonArray("enabled:false");
        }

        if (random.Next(3) == 0)
            tags["unifiedIdentity"] = new JsonArray("enabled:true");
        if (random.Next(3) == 0)
            tags[Name()] = random.Next(4) == 0 ? new JsonArray(1, true) : new JsonArray(Name(), Name());
        var second = random.Next(9) == 0;
        var body = Named(new()
        {
            ["schemaRef"] = new JsonObject { ["id"] = schema, ["contentType"] = $"application/vnd.adobe.xed+json; version={(second ? 2 : 1)}" },
            ["tags"] = tags,
        });
        var id = Id(24);
        Add("dataset", "dataSets", id, id, body);
        datasets.Add((id, schema));
        if (second)
            secondVersions.Add(schema);
    }

    private void Mapping()
    {
        if (schemas.Count == 0)
            Schema();
        Mapping(Pick(schemas).Id);
    }

    private void Mapping(string schema)
    {
        var fields = new JsonArray();
        for (var i = 0; i <= random.Next(4); i++)
        {
            var type = random.Next(12) switch { 0 => "STATIC", < 4 => "EXPRESSION", _ => "ATTRIBUTE" };
            fields.Add(new JsonObject
            {
                ["sourceType"] = type,
                ["source"] = type == "EXPRESSION" ? Pick(Expressions) : Name(),
                ["destination"] = random.Next(8) == 0 ? FirstName : $"person.{Name()}{i}",
                ["identity"] = random.Next(4) == 0,
                ["name"] = random.Next(4) == 0 ? Name() : null,
                ["description"] = random.Next(4) == 0 ? Name() : null,
            });
        }

        var body = new JsonObject
        {
            ["outputSchema"] = new JsonObject { ["schemaRef"] = new JsonObject { ["id"] = schema, ["contentType"] = "application/vnd.adobe.xed-full+json;version=1" } },
            ["mappings"] = fields,
        };
        body["strictMapping"] = random.Next(4) == 0;
        body["allowNullValues"] = random.Next(4) == 0;
        if (random.Next(8) != 0)
            body["name"] = Name();
        var id = Id(32);
        Add("mapping", "mappingSets", id, id, body);
        mappings.Add((id, schema));
        if (!body.ContainsKey("name"))
            Exclusions.Require(id, "it has no name");
        if (fields.DistinctBy(f => (string?)f!["destination"]).Count() < fields.Count)
            Exclusions.Require(id, "several of its fields have the same target");
        // Only an index and an empty name make a text other than a path; a first name is a field that schemas have or may have.
        var targets = fields.Select(f => (string)f!["destination"]!).ToLookup(t => t.Contains('[', StringComparison.Ordinal) || t.Contains("..", StringComparison.Ordinal));
        if (targets[true].Any())
            Exclusions.Allow(id, "is not a path");
        if (targets[false].Any(t => t != FirstName))
            Exclusions.Allow(id, "has no field '");
    }

    private void Source()
    {
        if (random.Next(4) == 0 && others.Count > 0)
        {
            var of = Pick(others);
            sources.Add((FlowService("sourceConnection", Named(new()
            {
                ["baseConnectionId"] = of,
                ["connectionSpec"] = Spec(AmazonS3),
                ["data"] = Maybe(() => new JsonObject { ["format"] = "delimited", ["properties"] = new JsonObject { ["columnDelimiter"] = Name() } }),
                ["params"] = new JsonObject { ["path"] = Name(), ["recursive"] = true },
            })), of, "other"));
            return;
        }

        if (connections.Count == 0)
            Connection();
        if (connections.Count == 0)
            return;
        var (id, dataType) = Pick(connections);
        sources.Add((FlowService("sourceConnection", Named(new() { ["baseConnectionId"] = id, ["connectionSpec"] = Spec(HttpApi) })), id, dataType));
    }

    private void Target()
    {
        if (datasets.Count == 0)
            Dataset();
        var (id, schema) = Pick(datasets);
        targets.Add((FlowService("targetConnection", Named(new()
        {
            ["connectionSpec"] = Spec(DataLake),
            ["data"] = new JsonObject { ["schema"] = new JsonObject { ["id"] = schema, ["version"] = "application/vnd.adobe.xed-full+json;version=1.0" } },
            ["params"] = new JsonObject { ["dataSetId"] = id },
        })), schema));
    }

    private void Flow()
    {
        if (random.Next(3) > 0 || sources.Count == 0)
            Source();
        if (random.Next(3) > 0 || targets.Count == 0)
            Target();
        if (sources.Count == 0)
            return;
        var (source, target) = (Pick(sources), Pick(targets));
        var mapped = source.DataType == "raw" || random.Next(6) == 0;
        if (mapped && !mappings.Exists(m => m.Schema == target.Schema))
            Mapping(target.Schema);
        var body = Named(new()
        {
            ["flowSpec"] = Spec(source.DataType == "other" ? "9753525b-82c7-4dce-8a9b-5ccfce2b9876" : mapped ? "c1a19761-d2c7-4702-b9fa-fe91f0613e81" : "d8a6f005-7eaf-4153-983e-e8574508b877"),
            ["sourceConnectionIds"] = random.Next(12) == 0 ? new JsonArray(source.Id, Pick(sources.FindAll(s => IsOther(s) == IsOther(source))).Id) : new JsonArray(source.Id),
            ["targetConnectionIds"] = new JsonArray(target.Id),
        });
        if (mapped)
        {
            var mapping = new JsonObject { ["name"] = "Mapping", ["params"] = new JsonObject { ["mappingId"] = Pick(mappings.FindAll(m => m.Schema == target.Schema)).Id, ["mappingVersion"] = 0 } };
            body["transformations"] = random.Next(10) == 0 ? new JsonArray(new JsonObject { ["name"] = "Filter" }, mapping) : new JsonArray(mapping);
        }

        // Few enough batches a day that no sandbox is beyond the guardrail of Profile.
        if (source.DataType == "other")
            body["scheduleParams"] = new JsonObject { ["startTime"] = "1700000000", ["frequency"] = Pick(Frequencies), ["interval"] = 240 };
        var draft = random.Next(12) == 0;
        var flow = FlowService("flow", body, draft);
        if (random.Next(4) == 0 && !draft)
            batch.Disable(flow);
        if (draft)
            Exclusions.Require(flow, "it is in state 'draft'");
        if (body["sourceConnectionIds"]!.AsArray().Count > 1)
            Exclusions.Require(flow, "several source connections are not supported");
        if (body["transformations"] is JsonArray { Count: > 1 })
            Exclusions.Require(flow, "transformations other than a mapping: Filter");
        if (mapped && source.DataType == "xdm")
            Exclusions.Allow(flow, "sends XDM records");
    }

    /// <summary>The specification of a flow takes sources of this one only.</summary>
    private static bool IsOther((string Id, string Base, string DataType) source) => source.DataType == "other";

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

    private string Id(int digits) => random.GetHexString(digits, lowercase: true);

    private void Add(string kind, string collection, string id, string lastPart, JsonObject body, bool draft = false)
    {
        Exclusions.Add(kind, id, (string?)(body["name"] ?? body["title"]));
        batch.Add(collection, lastPart, body, draft);
    }

    private static JsonObject Spec(string id) => new() { ["id"] = id, ["version"] = "1.0" };

    private static JsonObject Reference(string id) => new() { ["$ref"] = id };

    private string FlowService(string kind, JsonObject body, bool draft = false)
    {
        var id = Guid.Parse(Id(32)).ToString("D");
        Add(kind, kind + "s", id, id, body, draft);
        return id;
    }
}
