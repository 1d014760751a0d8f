using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.DataPrep;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Admin;

/// <summary>What an ingested record is as a row of its dataset.</summary>
/// <param name="store">The flows and mapping sets.</param>
internal sealed class DatasetRows(ObjectStore store)
{
    /// <summary>The row: what the mapping of the flow makes of a raw record, or the entity of an XDM message; null where there is none.</summary>
    public JsonNode? RowOf(StoredRecord record)
    {
        if (record is not { Status: RecordStatus.Ingested, Flow: { } id, Body.Length: > 0 })
            return null;
        var scope = new Scope(record.Organization, record.Sandbox, string.Empty);
        var (message, flow) = (JsonNode.Parse(record.Body), store.Find(scope, Kinds.Flows, id)?.Body);
        var mapping = (flow?["transformations"] as JsonArray ?? []).FirstOrDefault(t => t.Text("name") == "Mapping");
        return mapping is null ? message.At("body", "xdmEntity")?.DeepClone() : Mapped(scope, mapping, RecordOf(message), record.Received);
    }

    private JsonNode? Mapped(Scope scope, JsonNode mapping, JsonNode? record, long received)
    {
        var version = int.TryParse(mapping.At("params", "mappingVersion")?.ToString(), out var number) ? number : 0;
        var set = store.Find(scope, Kinds.MappingSetVersions, MappingSets.VersionId(mapping.Text("params", "mappingId") ?? "", version));
        if (set?.Body["mappings"] is not JsonArray mappings)
            return null;
        try
        {
            var context = new EvaluationContext(MappingPreview.Value(record), DateTimeOffset.FromUnixTimeMilliseconds(received));
            return JsonValues.ToJson(MappingPreview.Compile(mappings).Map(context).Output);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The record of a raw message, which may have an envelope.</summary>
    private static JsonNode? RecordOf(JsonNode? message) => message is JsonObject { Count: 2 } envelope && envelope.ContainsKey("header") && envelope["body"] is JsonObject body ? body : message;
}
