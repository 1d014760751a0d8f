using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Target connections: a dataset in the data lake with fields of its own, and any other target passed through.</summary>
internal sealed class TargetConnectionKind(FlowServiceClient client, RetrySettings settings, TimeProvider time)
    : FlowServiceKind(client, settings, time)
{
    private const string SchemaMediaType = "application/vnd.adobe.xed-full+json;version=";

    public override KindDescription Description { get; } = new(
        "targetConnection",
        "targetConnections",
        [
            new("id", "the target connection's id"),
            new("name", "its name"),
        ],
        [
            new("spec", FieldChangeEffect.Replace),
            new("dataSetId", FieldChangeEffect.Replace),
            new("schema", FieldChangeEffect.Replace),
            new("data", FieldChangeEffect.Replace) { Whole = true },
            new("params", FieldChangeEffect.Replace) { Whole = true },
        ],
        [
            new("dataSetId", "dataset"),
            new("schema/id", "schema"),
        ])
    {
        CreateBeforeDestroy = true,
        IdFormat = IdFormats.Uuid,
    };

    protected override string Collection => "targetConnections";

    public override Value.Map Canonicalize(Value.Map fields) => CanonicalForms.Rewrite(
        CanonicalForms.Rewrite(fields, "schema", "version", CanonicalForms.FullVersion), "spec", "version", CanonicalForms.FullVersion);

    public override string? NaturalKey(Value.Map fields) =>
        Keys.Of(fields["dataSetId"] ?? FieldPath.Find(fields, "spec/id"), fields["name"]);

    protected override Value.Map FieldsOf(JsonElement element)
    {
        var isDataLake = element.TextAt("connectionSpec", "id") == WellKnown.DataLake;
        return Canonicalize(Value.Map.Of(
            ("name", element.ValueAt("name")),
            ("description", element.ValueAt("description")),
            ("spec", Keys.Group(("id", element.ValueAt("connectionSpec", "id")), ("version", element.ValueAt("connectionSpec", "version")))),
            ("dataSetId", isDataLake ? element.ValueAt("params", "dataSetId") : null),
            ("schema", isDataLake
                ? Keys.Group(("id", element.ValueAt("data", "schema", "id")), ("version", element.ValueAt("data", "schema", "version")))
                : null),
            ("data", isDataLake ? null : element.ValueAt("data")),
            ("params", isDataLake ? null : element.ValueAt("params"))));
    }

    protected override JsonObject BodyOf(Value.Map fields, Payload payload)
    {
        var schema = Payload.Object(
            ("id", payload.Node(FieldPath.Find(fields, "schema/id"))),
            ("version", FieldPath.Find(fields, "schema/version") is { } version ? SchemaMediaType + CanonicalForms.FullVersion(version) : null));
        return Payload.Object(
            ("name", payload.Node(fields["name"])),
            ("description", payload.Node(fields["description"])),
            ("data", Merge(payload.Node(fields["data"]), "schema", schema)),
            ("params", Merge(payload.Node(fields["params"]), "dataSetId", payload.Node(fields["dataSetId"]))),
            ("connectionSpec", payload.Node(fields["spec"])))!;
    }

    protected override Task AddOperationsAsync(
        JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken)
    {
        if (change.Path.Keys is not ["name" or "description"])
            throw NotInPlace(request, change);
        SetOrRemove(patch, payload, request, change, "/" + change.Path);
        return Task.CompletedTask;
    }

    private static JsonNode? Merge(JsonNode? declared, string key, JsonNode? node)
    {
        if (node is null)
            return declared;
        var merged = declared as JsonObject ?? [];
        merged[key] = node;
        return merged;
    }
}
