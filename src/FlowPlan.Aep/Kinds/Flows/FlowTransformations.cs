using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>The transformations of a flow, in the order that the service needs: what is copied of a table, the mapping, how files are encrypted.</summary>
internal static class FlowTransformations
{
    /// <summary>The field with the column by which a table is read further.</summary>
    public const string CopyField = "copy";

    /// <summary>The field with the ID of the key that files are encrypted with.</summary>
    public const string EncryptionField = "encryption";

    private const string Copy = "Copy";
    private const string Encryption = "Encryption";
    private static readonly string[] Order = [Copy, FlowMapping.Name, Encryption];

    /// <summary>The transformations that no field tells, by name.</summary>
    public static IEnumerable<string> OthersIn(JsonElement flow) =>
        flow.ItemsAt("transformations").Where(t => !IsTold(t)).Select(t => t.TextAt("name") ?? "without a name");

    /// <summary>The transformations that the flow has twice, by name.</summary>
    public static IEnumerable<string> TwiceIn(JsonElement flow) =>
        flow.ItemsAt("transformations").Select(t => t.TextAt("name")).OfType<string>().Where(Order.Contains).GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key);

    /// <summary>The parameters that no field tells of what is copied and how files are encrypted, each with its transformation.</summary>
    public static IEnumerable<string> MoreIn(JsonElement flow) =>
        from name in (string[])[Copy, Encryption]
        let parameters = Find(flow, name).At("params")
        where parameters.ValueKind == JsonValueKind.Object
        from parameter in parameters.EnumerateObject()
        where parameter.Name is not ("deltaColumn" or "publicKeyId")
        select $"{name}.{parameter.Name}";

    /// <summary>The fields of a flow besides its mapping.</summary>
    public static IEnumerable<(string Key, Value? Value)> FieldsOf(JsonElement flow)
    {
        var (copy, encryption) = (Find(flow, Copy), Find(flow, Encryption));
        yield return (CopyField, Keys.Group(
            ("column", copy.ValueAt("params", "deltaColumn", "name")),
            ("format", copy.ValueAt("params", "deltaColumn", "dateFormat")),
            ("timezone", copy.ValueAt("params", "deltaColumn", "timezone"))));
        yield return (EncryptionField, encryption.ValueAt("params", "publicKeyId"));
    }

    /// <summary>The transformations of a new flow; null where it has none.</summary>
    public static JsonArray? Of(Value.Map fields, Payload payload) => All(fields, payload).ToList() is { Count: > 0 } all ? new([.. all]) : null;

    /// <summary>Whether a change concerns more than the mapping, so that all are written in their order.</summary>
    public static bool Concerns(FieldWrite change) => change.Path.Keys is [CopyField or EncryptionField, ..];

    /// <summary>Writes all transformations; those that no field tells stay, and so does what else the live ones have.</summary>
    public static async Task AddOperationsAsync(FlowServiceClient client, JsonPatchBuilder patch, Payload payload, UpdateRequest request, CancellationToken cancellationToken)
    {
        var flow = await client.GetAsync("flows", request.Live.Id, cancellationToken)
            ?? throw ConcurrencyGuard.Changed(request.Address, request.Live, gone: true);
        var live = flow.ItemsAt("transformations").ToList();
        var written = All(request.Fields, payload).Select(t => Find(flow, t["name"]!.ToString()) is { ValueKind: JsonValueKind.Object } old ? FlowMapping.With(old, t) : t).ToList();
        var names = written.Select(t => t["name"]!.ToString()).ToHashSet();
        written.AddRange(live.Where(t => !IsTold(t) && !names.Contains(t.TextAt("name") ?? string.Empty)).Select(t => JsonObject.Create(t)!));
        patch.SetOrRemove("/transformations", live.Count > 0, written.Count == 0 ? null : new JsonArray([.. written.OrderBy(PlaceOf)]));
    }

    private static IEnumerable<JsonObject> All(Value.Map fields, Payload payload)
    {
        if (fields[CopyField] is Value.Map copy)
        {
            var column = Payload.Object(("name", payload.Node(copy["column"])), ("dateFormat", payload.Node(copy["format"])), ("timezone", payload.Node(copy["timezone"])));
            yield return Named(Copy, new JsonObject { ["deltaColumn"] = column });
        }

        if (FlowMapping.Of(fields, payload) is { } mapping)
            yield return mapping;
        if (fields[EncryptionField] is { } key)
            yield return Named(Encryption, new JsonObject { ["publicKeyId"] = payload.Node(key) });
    }

    /// <summary>Whether the fields tell a live transformation. A manifest cannot declare one that lacks its parameter.</summary>
    private static bool IsTold(JsonElement transformation) => transformation.TextAt("name") switch
    {
        Copy => transformation.ValueAt("params", "deltaColumn", "name") is not null,
        Encryption => transformation.ValueAt("params", "publicKeyId") is not null,
        FlowMapping.Name => true,
        _ => false,
    };

    private static int PlaceOf(JsonObject transformation) => Array.IndexOf(Order, transformation["name"]?.ToString()) is >= 0 and var place ? place : Order.Length;

    private static JsonObject Named(string name, JsonObject parameters) => new() { ["name"] = name, ["params"] = parameters };

    private static JsonElement Find(JsonElement flow, string name) => flow.ItemsAt("transformations").FirstOrDefault(t => t.TextAt("name") == name);
}
