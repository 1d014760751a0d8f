using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>Lists of resources: sorted by a field, and paged by the value of that field.</summary>
internal static class ResourceList
{
    private const int MaxPageSize = 300;

    public static Reply Read(EmulatorRequest request, EmulatorContext emulator, string kind)
    {
        var form = AcceptHeader.Check(request, lookup: false);
        var (order, limitText, start) = (request.QueryValue("orderby"), request.QueryValue("limit"), request.QueryValue("start"));
        if (order is null && (limitText is not null || start is not null))
            throw SchemaRegistryErrors.Of(request, "1005-400", "Bad request", "limit and start need orderby.");
        var field = (order ?? "title").TrimStart('-', '+');
        var limit = int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, MaxPageSize)
            : MaxPageSize;
        var (listOrder, after) = OrderOf(field, start);
        var found = emulator.Store.Sorted(request.Scope, kind, listOrder, after, emulator.ListLag)
            .Select(o => o.Body)
            .Where(b => Matches(request, b))
            .Take(limit + 1)
            .ToList();
        var page = found.Take(limit).ToList();
        return Reply.Ok(new JsonObject
        {
            ["results"] = new JsonArray([.. page.Select(b => ResourceForms.ToSummary(b, form))]),
            ["_page"] = new JsonObject
            {
                ["orderby"] = field,
                ["next"] = found.Count > limit ? page[^1].At(field)?.ToString() ?? string.Empty : null,
                ["count"] = page.Count,
            },
            ["_links"] = new JsonObject(),
        });
    }

    /// <summary>The title is stored as the name. Both IDs differ between resources of a kind in their hash only.</summary>
    private static (ListOrder Order, string? After) OrderOf(string field, string? start) => field switch
    {
        "title" => (ListOrder.Name, start),
        "$id" or "meta:altId" => (ListOrder.Id, start is null ? null : EmulatorContext.ResourceHash(start)),
        _ => (ListOrder.Field(field), start),
    };

    private static bool Matches(EmulatorRequest request, JsonObject body) => request.Query["property"]
        .Select(property => property.Split("==", 2))
        .All(parts => parts.Length != 2 || body.At(parts[0])?.ToString() == parts[1]);
}
