using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.DataPrep;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Admin;

/// <summary>What ingested records are as rows of their datasets. The mapping of each flow is read once.</summary>
/// <param name="store">The flows and mapping sets.</param>
internal sealed class DatasetRows(ObjectStore store)
{
    private readonly Dictionary<(string Organization, string Sandbox, string Flow), FlowMapping> mappings = [];

    /// <summary>The row: what the mapping of the flow makes of a raw record, or the entity of an XDM message; null where there is none.</summary>
    /// <param name="record">The record.</param>
    /// <param name="message">Its body.</param>
    public JsonNode? RowOf(StoredRecord record, JsonNode? message)
    {
        if (record is not { Status: RecordStatus.Ingested, Flow: { } id })
            return null;
        if (!mappings.TryGetValue((record.Organization, record.Sandbox, id), out var mapping))
            mappings.Add((record.Organization, record.Sandbox, id), mapping = MappingOf(new Scope(record.Organization, record.Sandbox, string.Empty), id));
        return mapping.IsDeclared ? Mapped(mapping.Compiled, RecordOf(message), record.Received) : message.At("body", "xdmEntity")?.DeepClone();
    }

    private FlowMapping MappingOf(Scope scope, string id)
    {
        var flow = store.Find(scope, Kinds.Flows, id)?.Body;
        if ((flow?["transformations"] as JsonArray ?? []).FirstOrDefault(t => t.Text("name") == "Mapping") is not { } mapping)
            return new(IsDeclared: false, null);
        var version = int.TryParse(mapping.At("params", "mappingVersion")?.ToString(), out var number) ? number : 0;
        var set = store.Find(scope, Kinds.MappingSetVersions, MappingSets.VersionId(mapping.Text("params", "mappingId") ?? "", version));
        return new(IsDeclared: true, set?.Body["mappings"] is JsonArray mappings ? MappingPreview.Compile(mappings) : null);
    }

    private static JsonNode? Mapped(CompiledMapping? mapping, JsonNode? record, long received)
    {
        try
        {
            return mapping is null ? null : JsonValues.ToJson(mapping.Map(new EvaluationContext(MappingPreview.Value(record), DateTimeOffset.FromUnixTimeMilliseconds(received))).Output);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The record of a raw message, which may have an envelope.</summary>
    private static JsonNode? RecordOf(JsonNode? message) => message is JsonObject { Count: 2 } envelope && envelope.ContainsKey("header") && envelope["body"] is JsonObject body ? body : message;

    /// <summary>The mapping of a flow.</summary>
    /// <param name="IsDeclared">Whether the flow has one.</param>
    /// <param name="Compiled">The mapping; null where the set does not exist.</param>
    private sealed record FlowMapping(bool IsDeclared, CompiledMapping? Compiled);
}
