using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Lists of Flow Service, paged by a continuation token.</summary>
internal static class FlowList
{
    private static readonly string[] Parameters = ["limit", "orderby", "continuationToken", "count", "property"];

    public static Reply Read(EmulatorRequest request, EmulatorContext emulator, string kind, Func<StoredObject, JsonObject> toResponse)
    {
        Check(request);
        var limit = LimitOf(request, emulator.Settings.FlowServicePageSize);
        var query = PropertyQuery.Parse(request);
        var after = request.QueryValue("continuationToken") is { } token ? ContinuationToken.Read(request, token) : 0;
        var order = request.QueryValue("orderby");

        // A list in the order of creation continues after an object; a sorted one after a number of objects.
        var matching = emulator.Store.List(request.Scope, kind, order is null ? after : 0, emulator.ListLag).Where(o => query.Matches(o.Body));
        var found = (order is null ? matching : Sort(matching, order).Skip((int)after)).Take(limit + 1).ToList();
        var hasMore = found.Count > limit;
        var page = found.Take(limit).ToList();
        var response = new JsonObject { ["items"] = new JsonArray([.. page.Select(o => query.Project(toResponse(o)))]) };
        if (request.QueryValue("count") == "true")
            response["count"] = page.Count;
        if (hasMore)
            response["_links"] = new JsonObject { ["next"] = new JsonObject { ["href"] = NextHref(request, kind, order is null ? page[^1].Sequence : after + page.Count) } };
        else if (!emulator.Settings.OmitLinksOnLastPage)
            response["_links"] = new JsonObject();
        return Reply.Ok(response);
    }

    private static void Check(EmulatorRequest request)
    {
        if (request.Query.Select(q => q.Key).FirstOrDefault(k => !Parameters.Contains(k)) is { } unknown)
            throw FlowServiceErrors.Of(request, "1451-400", $"The query parameter {unknown} is not known.");
        if (request.QueryValue("limit") is not null && request.QueryValue("count") is not (null or "false"))
            throw FlowServiceErrors.Of(request, "1401-400", "The parameters limit and count cannot be used together.");
        if (request.QueryValue("orderby") is { } order && order.TrimStart('-', '+', ' ') is not ("name" or "createdAt" or "updatedAt"))
            throw FlowServiceErrors.Of(request, order.Contains("id", StringComparison.Ordinal) ? "1433-400" : "1432-400", $"The order {order} is not supported.");
    }

    private static IEnumerable<StoredObject> Sort(IEnumerable<StoredObject> objects, string order)
    {
        var field = order.TrimStart('-', '+', ' ');
        var comparer = Comparer<string?>.Create(PropertyFilter.Compare);
        string? ValueOf(StoredObject found) => found.Body[field]?.ToString();
        return order.StartsWith('-') ? objects.OrderByDescending(ValueOf, comparer) : objects.OrderBy(ValueOf, comparer);
    }

    private static int LimitOf(EmulatorRequest request, int pageSize)
    {
        if (request.QueryValue("limit") is not { } text)
            return pageSize;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? Math.Min(limit, pageSize)
            : throw FlowServiceErrors.Of(request, "1452-400", "The limit is not a positive number.");
    }

    private static string NextHref(EmulatorRequest request, string kind, long last)
    {
        var pairs = request.Query.Where(q => q.Key != "continuationToken").SelectMany(q => q.Select(v => $"{q.Key}={Uri.EscapeDataString(v)}"));
        return $"/{kind}?{string.Join('&', [.. pairs, $"continuationToken={Uri.EscapeDataString(ContinuationToken.Write(last))}"])}";
    }
}
