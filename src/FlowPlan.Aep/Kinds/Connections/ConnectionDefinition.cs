using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Connections;

/// <summary>Base connections: the HTTP API's inlets with fields of their own, and those of any other source passed through.</summary>
internal sealed class ConnectionDefinition : KindDefinition, ISuggestsOutputs
{
    private static readonly string[] HttpApiOnly = ["dataType", "authenticationRequired", "sourceId", "streamName"];
    private static readonly string[] OthersOnly = ["auth", "params"];

    public override KindDescription Description { get; } = new(
        "connection",
        "connections",
        [
            new("id", "the connection's id"),
            new("inletId", "the id of the HTTP inlet"),
            new("inletUrl", "the URL that producers post records to"),
            new("name", "its name"),
        ],
        [
            new("type/id", FieldChangeEffect.Replace),
            new("type/version", FieldChangeEffect.Replace),
            new("dataType", FieldChangeEffect.Replace),
            new("sourceId", FieldChangeEffect.Replace),
            new("authenticationRequired", FieldChangeEffect.Update)
            {
                CostlyValue = (Value.Of(false), "anyone who knows the inlet URL can then send records without a token"),
                DefaultValue = Value.Of(false),
            },
            new("auth/specName", FieldChangeEffect.Replace),
            new("auth/params", FieldChangeEffect.Update) { WriteOnly = true, IsFreeForm = true },
            new("auth/params/*", FieldChangeEffect.Update) { WriteOnly = true, IsFreeForm = true, IsAtomic = true },
            new("params", FieldChangeEffect.Replace) { IsFreeForm = true },
        ],
        [])
    {
        SecretPaths = ["auth/params"],
        PublicFields = ["sourceId", "streamName"],
        Fields = ["name", "description", "type/id", "type/version", "dataType", "sourceId", "streamName", "authenticationRequired", "auth/specName", "auth/params/**", "params/**"],
        IdFormat = IdFormats.Uuid,
    };

    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => ConnectionDescriptors.All;

    public override Value.Map Canonicalize(Value.Map fields) => CanonicalForms.Rewrite(fields, "type", "version", Versions.Full);

    /// <summary>A source id does not belong to it: one that the service made from the first name stays when the name changes.</summary>
    public override string? NaturalKey(Value.Map fields) => Keys.Of(FieldPath.Find(fields, "type/id"), fields["name"]);

    /// <summary>The service takes the name of a new connection for a source id that is not given.</summary>
    public override string? CreateKey(Value.Map fields) =>
        Keys.Of(FieldPath.Find(fields, "type/id"), fields["name"], fields["sourceId"] ?? fields["name"]);

    public override string? AlternateKey(Value.Map fields) => Keys.Of(FieldPath.Find(fields, "type/id"), fields["sourceId"]);

    public override string? DeleteConsequence(LiveObject live) =>
        live.Attributes.TextOf("inletUrl") is { } url ? $"the inlet URL is removed; producers posting to {url} will fail" : null;

    public override string? ReplaceConsequence(LiveObject live) =>
        live.Attributes.TextOf("inletUrl") is { } url ? $"the inlet URL changes; producers posting to {url} will fail" : null;

    public override void Read(BlockReader block, FieldBuilder fields)
    {
        var type = HttpApi.SpecificationOf(block.SpecificationAt("type"));
        var httpApi = HttpApi.Is(type);
        block.Reject(httpApi ? OthersOnly : HttpApiOnly, httpApi ? "type http-api" : "a type other than http-api");
        fields
            .Set(block.Required("name"), block.SpanOf("name"), "name")
            .Copy(block.Body, "description")
            .Set(type["id"], block.SpanOf("type"), "type", "id")
            .Set(type["version"], block.SpanOf("type"), "type", "version");
        if (httpApi)
            ReadHttpApi(block, fields);
        else
            ReadOther(block, fields);
    }

    /// <summary>The connection specification, which its source connections have too.</summary>
    public override Value.Map ReadDefaults(BlockReader block) =>
        Value.Map.Of(("spec", HttpApi.SpecificationOf(block.SpecificationAt("type"))), (SourceNames.Key, SourceNames.Of(block.Body)));

    public override void Write(LiveObject live, BlockWriter block)
    {
        var fields = live.Fields;
        block.Multiline().Set("name", fields["name"]).Set("description", fields["description"]);
        if (!HttpApi.Is(fields["type"]))
        {
            block.SpecificationAt("type", fields["type"], null).Set(Authentication(live, block)).Set("params", fields["params"]);
            return;
        }

        // A source id that is given names the stream too; the name is both where neither is given.
        var (name, sourceId, streamName) = (fields["name"], fields["sourceId"], fields["streamName"]);
        var givesSourceId = !Equals(sourceId, name) && streamName is not null;
        block
            .SpecificationAt("type", fields["type"], WellKnown.HttpApi)
            .Set("dataType", fields["dataType"])
            .Set("authenticationRequired", fields["authenticationRequired"])
            .Set("sourceId", givesSourceId ? sourceId : null)
            .Set("streamName", Equals(streamName, givesSourceId ? sourceId : name) ? null : streamName);
    }

    public IEnumerable<SuggestedOutput> Outputs(LiveObject live) =>
        live.Attributes["inletUrl"] is Value.Text ? [new("inlet", "inletUrl")] : [];

    public override IResourceOperations Connect(AepServices services) => new ConnectionOperations(this, services);

    private static void ReadHttpApi(BlockReader block, FieldBuilder fields)
    {
        var body = block.Body;
        fields
            .Set(block.Required("dataType"), block.SpanOf("dataType"), "dataType")
            .Copy(body, "authenticationRequired")
            .Copy(body, "sourceId")
            .Copy(body, "streamName");

        // The service knows the stream by both: a source id that is given is the stream's name, unless that is given too.
        if (body["streamName"] is null && body["sourceId"] is { } sourceId)
            fields.Set(sourceId.ToValue(), sourceId.Span, "streamName");
    }

    private static void ReadOther(BlockReader block, FieldBuilder fields)
    {
        var body = block.Body;
        fields.Copy(body, "params");
        if (body["auth"] is not Node.Mapping auth)
            return;
        fields.Set(auth["specName"], "auth", "specName");
        if (SourceTable.Find(block.TextOf("type") ?? string.Empty) is { } source)
            SourceReader.CheckAuth(source, auth, block.Diagnostics);
        else if ((auth["params"] as Node.Mapping)?.Entries.Where(e => IsLiteral(e.Value)).ToList() is { Count: > 0 } literals)
            block.Diagnostics.Add(ConnectionDiagnostics.LiteralSecret(literals[0].KeySpan, block.Address, literals.Select(e => e.Key)));
        foreach (var parameter in (auth["params"] as Node.Mapping)?.Entries ?? [])
        {
            var value = parameter.Value.ToValue();
            fields.Set(
                value is Value.Secret or Value.Null ? value : new Value.Secret(value),
                parameter.Value.Span with { Hidden = true },
                "auth",
                "params",
                parameter.Key);
        }
    }

    /// <summary>Whether a value is written in the manifest, or comes from a variable that is not sensitive, so that everyone who can read the file sees it.</summary>
    private static bool IsLiteral(Node value) => value is Node.Scalar { Value: Value.Text { Content.Length: > 0 } or Value.Number };

    private static YamlEntry? Authentication(LiveObject live, BlockWriter block)
    {
        if (FieldPath.Find(live.Fields, "auth/specName") is not Value.Text name)
            return null;
        var parameters = (live.Export["parameters"] as Value.Map ?? Value.Map.Empty).Entries
            .Select(p => block.SecretVariable(p.Key, FieldPath.Of("auth", "params", p.Key).ToString(), ((Value.Text)p.Value).Content))
            .ToList();
        return new("auth", Yaml.Map.Of(
            new YamlEntry("specName", Yaml.Of(name)),
            parameters.Count == 0 ? null : new YamlEntry("params", new Yaml.Map(parameters))));
    }
}
