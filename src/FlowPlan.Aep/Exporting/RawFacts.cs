using System.Collections.Concurrent;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds;

namespace FlowPlan.Aep.Exporting;

/// <summary>
/// What the fields of objects do not tell and an export must know: the parts that a manifest has no words for, and the
/// names of the parameters that a connection authenticates with. Never their values.
/// </summary>
internal sealed class RawFacts
{
    private static readonly string[] States = ["enabled", "disabled", "initializing", "enabling", "enabled-finalizing", "updating", "disabling"];
    private static readonly string[] OwnParts = ["properties", "definitions", "required"];
    private readonly ConcurrentDictionary<ObjectKey, string> objections = [];
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> parameters = new(StringComparer.Ordinal);

    /// <summary>Why an object cannot be described whole; null when it can.</summary>
    public string? ObjectionTo(ObjectKey key) => objections.GetValueOrDefault(key);

    /// <summary>The names of a connection's parameters and the type of variable that each needs.</summary>
    public IReadOnlyDictionary<string, string> ParametersOf(string connection) =>
        parameters.GetValueOrDefault(connection) ?? new Dictionary<string, string>();

    /// <summary>Looks at a base connection.</summary>
    public void LearnConnection(JsonElement connection)
    {
        if (connection.TextAt("id") is not { } id || connection.TextAt("connectionSpec", "id") == WellKnown.HttpApi)
            return;
        var given = connection.At("auth", "params");
        if (given.ValueKind == JsonValueKind.Object)
            parameters[id] = given.EnumerateObject().DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => TypeOf(p.Value), StringComparer.Ordinal);
    }

    /// <summary>Looks at a flow.</summary>
    public void LearnFlow(JsonElement flow)
    {
        var others = flow.ItemsAt("transformations").Where(t => !FlowMapping.IsMapping(t)).Select(t => t.TextAt("name") ?? "without a name").ToList();
        Object("flow", flow.TextAt("id"), flow switch
        {
            _ when flow.ItemsAt("sourceConnectionIds").Count() != 1 => "a flow of FlowPlan has exactly one source connection",
            _ when flow.ItemsAt("targetConnectionIds").Count() != 1 => "a flow of FlowPlan has exactly one target connection",
            _ when others.Count > 0 => $"it has transformations other than a mapping: {string.Join(", ", others)}",
            _ when flow.ItemsAt("transformations").Count(FlowMapping.IsMapping) > 1 => "it has several mappings",
            _ when flow.TextAt("state") is { } state && !States.Contains(state.ToLowerInvariant()) => $"it is in state '{state}'",
            _ => null,
        });
    }

    /// <summary>Looks at a schema of the organization.</summary>
    public void LearnSchema(JsonElement schema) => Object("schema", schema.TextAt("$id"), schema switch
    {
        _ when OwnParts.FirstOrDefault(p => IsFilled(schema.At(p))) is { } part =>
            $"it has '{part}' of its own, which a definition cannot hold",
        _ when schema.ItemsAt("allOf").Any(p => !IsReference(p)) => "it takes field groups in part, or extends what is no field group",
        _ => null,
    });

    /// <summary>Looks at a mapping set.</summary>
    public void LearnMapping(JsonElement set)
    {
        var targets = set.ItemsAt("mappings").Select(m => m.TextAt("destination") ?? m.TextAt("destinationXdmPath")).ToList();
        Object("mapping", set.TextAt("id"), set switch
        {
            _ when targets.Exists(t => t is null) => "one of its fields has no target",
            _ when targets.Distinct().Count() < targets.Count => "it fills a field several times",
            _ when set.ItemsAt("mappings").FirstOrDefault(m => CanonicalForms.SourceType(m.TextAt("sourceType")) is null) is { ValueKind: JsonValueKind.Object } odd =>
                $"it has a field of the source type '{odd.TextAt("sourceType")}'",
            _ => null,
        });
    }

    private void Object(string kind, string? id, string? reason)
    {
        if (id is not null && reason is not null)
            objections[new(kind, id)] = reason;
    }

    private static bool IsFilled(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object ? part.EnumerateObject().Any() : part.ValueKind == JsonValueKind.Array && part.GetArrayLength() > 0;

    private static bool IsReference(JsonElement part) =>
        part.TextAt("$ref") is { } target
        && !target.StartsWith('#')
        && part.EnumerateObject().All(p => p.Name is "$ref" or "type" or "meta:xdmType");

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "map",
        _ => "string",
    };
}
