using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
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
        if (order?.StartsWith('-') == true)
            listOrder = listOrder.Descending();
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
                ["orderby"] = order?.TrimStart('+') ?? field,
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

    /// <summary>Whether a resource passes the filters: a comparison, a regular expression (<c>title~^A</c>), or a field that must exist.</summary>
    public static bool Matches(EmulatorRequest request, JsonObject body) => request.Query["property"].SelectMany(p => p.Split(',')).All(text =>
    {
        if (PropertyFilter.Parse(text) is { } filter)
            return filter.Matches(body);
        return text.Split('~', 2) is [var path, var pattern]
            ? IsMatch(request, pattern, body.At(path.Split('.'))?.ToString() ?? string.Empty)
            : body.At(text.Split('.')) is not null;
    });

    private static bool IsMatch(EmulatorRequest request, string pattern, string text)
    {
        try
        {
            return RequestPattern.Create(pattern).IsMatch(text);
        }
        catch (Exception exception) when (exception is FormatException or RegexMatchTimeoutException)
        {
            throw SchemaRegistryErrors.Of(request, "1005-400", "Bad request", $"The filter is not valid: {exception.Message}");
        }
    }
}
