using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Http;

/// <summary>The received requests, when they are recorded. Tokens and secrets are redacted.</summary>
internal sealed class RequestLog(bool enabled)
{
    private readonly List<RecordedRequest> requests = [];
    private readonly Lock gate = new();
    private long last;

    /// <summary>The requests in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> All
    {
        get
        {
            lock (gate)
                return [.. requests.OrderBy(r => r.Order)];
        }
    }

    /// <summary>The number of a request that arrives now.</summary>
    public long NextOrder() => Interlocked.Increment(ref last);

    public void Add(long order, EmulatorRequest request, int status)
    {
        if (!enabled || request.Path is ["__emulator", ..])
            return;
        var headers = new Dictionary<string, string>(request.Headers, StringComparer.Ordinal);
        if (headers.ContainsKey("authorization"))
            headers["authorization"] = SecretMasking.Redacted;
        headers.Remove("cookie");
        var isTokenRequest = request.Path is ["ims", ..];

        // IMS accepts its form in the query as well.
        var target = isTokenRequest ? request.Target.Split('?')[0] : request.Target;
        var body = isTokenRequest ? SecretMasking.Redacted : SecretMasking.Redact(request.Body);
        lock (gate)
            requests.Add(new(order, request.Method, target, headers, body, status));
    }

    public void Clear()
    {
        lock (gate)
            requests.Clear();
    }

    public JsonArray ToJson() => new([.. All.Select(r => new JsonObject
    {
        ["order"] = r.Order,
        ["method"] = r.Method,
        ["path"] = r.PathAndQuery,
        ["headers"] = new JsonObject(r.Headers.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value))),
        ["body"] = r.Body,
        ["status"] = r.Status.ToString(CultureInfo.InvariantCulture),
    })]);
}
