using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Http;

/// <summary>An answer, before it is written.</summary>
internal sealed record Reply(int Status, JsonNode? Body = null)
{
    public string ContentType { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Reply Ok(JsonNode body) => new(200, body);

    public static Reply NoContent() => new(204);

    public Reply With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };
}

/// <summary>A refusal: carries the answer in the service's own error shape.</summary>
internal sealed class RefusedException(Reply reply) : Exception($"refused with {reply.Status}")
{
    public Reply Reply { get; } = reply;
}
