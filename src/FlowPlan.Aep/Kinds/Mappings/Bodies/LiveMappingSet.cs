using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Bodies;

/// <summary>
/// The parts of a live mapping set that the manifest does not declare. An update sends the whole set, so they are sent again: flags, the input
/// schema, names and descriptions of mappings, and whole mappings that are neither declared nor removed.
/// </summary>
internal sealed class LiveMappingSet
{
    private static readonly string[] OfService =
        ["id", "version", "createdDate", "createdBy", "modifiedDate", "modifiedBy", "supportVersion", "status", "functionVersion", "matchScore", "jsonSchema"];

    private static readonly string[] OfManifest = ["name", "outputSchema", "schemaRef", "xdmSchema", "xdmVersion", "mappings"];

    private static readonly string[] OfMapping = ["source", "sourceAttribute", "sourceType", "destination", "destinationXdmPath", "identity"];

    /// <summary>What is kept unless it is written.</summary>
    private static readonly string[] Changing = [.. MappingFields.Flags, MappingFields.InputSchema];

    private readonly List<JsonElement> mappings;
    private readonly Dictionary<string, int> byDestination = new(StringComparer.Ordinal);
    private readonly HashSet<FieldPath> removed;

    /// <param name="set">The set as the service returned it.</param>
    /// <param name="changes">The fields that are written; null removes one, false a flag.</param>
    public LiveMappingSet(JsonElement set, IReadOnlyList<FieldWrite> changes)
    {
        mappings = [.. set.ItemsAt("mappings")];
        for (var i = 0; i < mappings.Count; i++)
        {
            // Of several with one destination the last one is the field, as when the set is read.
            if (MappingFields.DestinationOf(mappings[i]) is { } destination)
                byDestination[destination] = i;
        }

        removed = [.. changes.Where(c => c.Value is null).Select(c => c.Path)];
        Rest = RestOf(set, [.. OfManifest, .. Changing.Where(part => changes.Any(c => c.Path.Keys[0] == part))]);
        if (Rest[MappingFields.InputSchema] is JsonObject input)
            input.Remove("jsonSchema");
    }

    /// <summary>What the set has besides its name, schema and mappings.</summary>
    public JsonObject Rest { get; }

    /// <summary>What the mapping of a field has besides what the manifest declares of it; empty where there is no such mapping.</summary>
    public JsonObject RestOf(string destination) =>
        byDestination.TryGetValue(destination, out var index) ? RestOf(mappings[index], [.. OfMapping, .. RemovedTextsOf(destination)]) : [];

    /// <summary>The mappings that are kept as they are: those that no field declares and no change removes.</summary>
    public IEnumerable<MappingEntry> Others(Value.Map declared) => mappings
        .Where((m, i) => MappingFields.DestinationOf(m) is not { } destination
            || (!removed.Contains(FieldPath.Of("fields", destination)) && (declared[destination] is null || byDestination[destination] != i)))
        .Select(m => new MappingEntry(
            MappingFields.DestinationOf(m),
            NodeOf(m, "source") ?? NodeOf(m, "sourceAttribute"),
            MappingFields.SourceType(m.TextAt("sourceType")) ?? m.TextAt("sourceType")!,
            m.At("identity").ValueKind == JsonValueKind.True,
            RestOf(m, OfMapping)));

    private IEnumerable<string> RemovedTextsOf(string destination) =>
        MappingFields.Texts.Where(t => removed.Contains(FieldPath.Of(t.Group, destination))).Select(t => t.Key);

    private static JsonObject RestOf(JsonElement element, string[] declared) => new(element.EnumerateObject()
        .Where(p => p.Value.ValueKind != JsonValueKind.Null && !OfService.Contains(p.Name) && !declared.Contains(p.Name))
        .DistinctBy(p => p.Name)
        .Select(p => KeyValuePair.Create(p.Name, JsonNode.Parse(p.Value.GetRawText()))));

    private static JsonNode? NodeOf(JsonElement element, string key) =>
        element.At(key) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } found ? JsonNode.Parse(found.GetRawText()) : null;
}
