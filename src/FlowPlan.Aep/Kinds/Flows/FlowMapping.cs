using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>The transformation of a flow that names its mapping set.</summary>
internal static class FlowMapping
{
    /// <summary>Its name.</summary>
    public const string Name = "Mapping";

    /// <summary>Whether a transformation is the mapping; others such as Copy may stand before it.</summary>
    public static bool IsMapping(JsonElement transformation) => transformation.TextAt("name") == Name;

    /// <summary>The transformation for a flow's fields; null when the flow has no mapping. The version goes out as a number.</summary>
    public static JsonObject? Of(Value.Map fields, Payload payload) =>
        FieldPath.Find(fields, "mapping/id") is { } id
            ? new JsonObject
            {
                ["name"] = Name,
                ["params"] = Payload.Object(
                    ("mappingId", payload.Node(id)),
                    ("mappingVersion", payload.Node(CanonicalForms.Integer(FieldPath.Find(fields, "mapping/version"))))),
            }
            : null;

    /// <summary>Adds what brings the flow's mapping to the declared one.</summary>
    public static async Task AddOperationsAsync(
        FlowServiceClient client, JsonPatchBuilder patch, Payload payload, UpdateRequest request, CancellationToken cancellationToken)
    {
        var flow = await client.GetAsync("flows", request.Live.Id, cancellationToken)
            ?? throw ConcurrencyGuard.Changed(request.Address, request.Live, gone: true);
        var transformations = flow.ItemsAt("transformations").ToList();
        var index = transformations.FindIndex(IsMapping);
        var wanted = Of(request.Fields, payload);
        if (wanted is null && index >= 0)
            patch.Remove($"/transformations/{index}");
        else if (wanted is not null && index >= 0)
            patch.Replace($"/transformations/{index}", With(transformations[index], wanted));
        else if (wanted is not null && transformations.Count > 0)
            patch.Add("/transformations/-", wanted);
        else if (wanted is not null)
            patch.Add("/transformations", new JsonArray(wanted));
    }

    /// <summary>A live transformation with the declared parameters; what else it has stays.</summary>
    internal static JsonObject With(JsonElement live, JsonObject wanted)
    {
        var merged = JsonObject.Create(live)!;
        if (merged["params"] is not JsonObject parameters)
            merged["params"] = parameters = [];
        foreach (var (key, node) in wanted["params"]!.AsObject())
            parameters[key] = node?.DeepClone();
        return merged;
    }
}
