using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.TargetConnections;

/// <summary>The calls of target connections.</summary>
internal sealed class TargetConnectionOperations(KindDefinition kind, AepServices services) : FlowServiceOperations(kind, services)
{
    private readonly KindDefinition kind = kind;
    private readonly CatalogClient catalog = services.Catalog;

    protected override string Collection => "targetConnections";

    protected override Value.Map FieldsOf(JsonElement element)
    {
        var isDataLake = element.TextAt("connectionSpec", "id") == WellKnown.DataLake;
        return Value.Map.Of(
            ("name", element.ValueAt("name")),
            ("description", element.ValueAt("description")),
            ("spec", SpecificationAt(element, "connectionSpec")),
            ("dataSetId", isDataLake ? element.ValueAt("params", "dataSetId") : null),
            ("schema", isDataLake
                ? new SchemaReference(element.ValueAt("data", "schema", "id"), element.ValueAt("data", "schema", "version")).ToFields()
                : null),
            ("data", isDataLake ? null : element.ValueAt("data")),
            ("params", isDataLake ? null : element.ValueAt("params")));
    }

    protected override JsonObject BodyOf(Value.Map fields, Payload payload) => Payload.Object(
        ("name", payload.Node(fields["name"])),
        ("description", payload.Node(fields["description"])),
        ("data", Merge(payload.Node(fields["data"]), "schema", SchemaReference.In(fields).ToTargetConnection(payload))),
        ("params", Merge(payload.Node(fields["params"]), "dataSetId", payload.Node(fields["dataSetId"]))),
        ("connectionSpec", payload.Node(fields["spec"])))!;

    /// <summary>A target made by Adobe's UI names no schema: it writes records of the schema of its dataset.</summary>
    protected override async ValueTask<LiveObject> CompleteAsync(LiveObject live, CancellationToken cancellationToken)
    {
        if (live.Fields["schema"] is not null
            || live.Fields.TextOf("dataSetId") is not { } dataset
            || await catalog.GetAsync(dataset, cancellationToken) is not { } found
            || new SchemaReference(found.Dataset.ValueAt("schemaRef", "id"), found.Dataset.ValueAt("schemaRef", "contentType")).ToFields() is not { } schema)
        {
            return live;
        }

        return live with { Fields = kind.Canonicalize(live.Fields.With("schema", schema)) };
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
