using System.Text.Json.Nodes;
using FlowPlan.Benchmarks.Scale.Processes;

namespace FlowPlan.Benchmarks.Scale.Measuring;

/// <summary>A create to send again.</summary>
/// <param name="Request">The request as it was recorded.</param>
/// <param name="Id">The ID that the object had got, which other requests contain.</param>
/// <param name="Reads">The requests for the object itself that followed.</param>
internal sealed record ReplayedCreate(LoggedRequest Request, string Id, IReadOnlyList<LoggedRequest> Reads);

/// <summary>The requests of an apply: those before the first create, then the creates, wave by wave: each refers to earlier waves only.</summary>
internal sealed record Replay(IReadOnlyList<LoggedRequest> First, IReadOnlyList<IReadOnlyList<ReplayedCreate>> Waves)
{
    private static readonly string[][] Order =
        [["/tenant/schemas"], ["/connections", "/dataSets", "/mappingSets"], ["/sourceConnections", "/targetConnections"], ["/flows"]];

    public static Replay Of(IReadOnlyList<LoggedRequest> calls, JsonArray objects)
    {
        var ids = IdsByName(objects);
        var reads = calls.Where(c => c.Method == "GET" && !c.IsPage).ToLookup(c => c.Path.Split('?')[0].Split('/')[^1]);
        var creates = calls.Where(c => c.IsCreate).Select(call =>
        {
            var body = JsonNode.Parse(call.Body)!;
            var id = ids[(KindOf(call), (string)(body["name"] ?? body["title"])!)];
            return new ReplayedCreate(call, id.Body, [.. reads[id.Path]]);
        }).ToLookup(c => Array.FindIndex(Order, wave => wave.Any(end => c.Request.Path.EndsWith(end, StringComparison.Ordinal))));
        return new([.. calls.TakeWhile(c => !c.IsCreate).Where(c => !c.IsLogin)], [.. Order.Select((_, wave) => creates[wave].ToList())]);
    }

    private static string KindOf(LoggedRequest create) => create.Path.Split('/')[^1];

    /// <summary>The ID by which bodies refer to an object, and that by which paths do.</summary>
    private static Dictionary<(string Kind, string Name), (string Body, string Path)> IdsByName(JsonArray objects)
    {
        var ids = new Dictionary<(string, string), (string, string)>();
        foreach (var o in objects.Where(o => (o!["body"]!["name"] ?? o["body"]!["title"]) is not null))
        {
            var body = o!["body"]!;
            ids[((string)o["kind"]!, (string)(body["name"] ?? body["title"])!)] = ((string?)body["$id"] ?? (string)o["id"]!, (string?)body["meta:altId"] ?? (string)o["id"]!);
        }

        return ids;
    }
}
