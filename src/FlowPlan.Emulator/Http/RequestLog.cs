using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Http;

/// <summary>The requests that arrived, when they are recorded. Tokens and secrets are kept back.</summary>
internal sealed class RequestLog(bool enabled)
{
    private readonly List<RecordedRequest> requests = [];
    private readonly Lock gate = new();
    private long last;

    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>Gives a request its number, in the order of arrival.</summary>
    public long Arrive() => Interlocked.Increment(ref last);

    public void Add(long order, EmulatorRequest request, int status)
    {
        if (!enabled || request.Path is ["__emulator", ..])
            return;
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.Ordinal);
        if (headers.ContainsKey("authorization"))
            headers["authorization"] = "(kept back)";
        headers.Remove("cookie");
        var body = request.Path is ["ims", ..] ? "(kept back)" : Secrets.ForLog(request.Body);
        lock (gate)
            requests.Add(new(order, request.Method, TargetOf(request), headers, body, status));
    }

    /// <summary>The identity service takes its form in the query too.</summary>
    private static string TargetOf(EmulatorRequest request) =>
        request.Path is ["ims", ..] ? request.Target.Split('?')[0] : request.Target;

    public void Clear()
    {
        lock (gate)
            requests.Clear();
    }

    public JsonArray ToJson() => new([.. All.OrderBy(r => r.Order).Select(r => new JsonObject
    {
        ["order"] = r.Order,
        ["method"] = r.Method,
        ["path"] = r.PathAndQuery,
        ["headers"] = new JsonObject(r.Headers.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))),
        ["body"] = r.Body,
        ["status"] = r.Status.ToString(CultureInfo.InvariantCulture),
    })]);
}
