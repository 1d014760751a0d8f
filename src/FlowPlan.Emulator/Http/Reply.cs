using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.Emulator.Http;

/// <summary>
/// The response of a service. As the result of an endpoint it is only handed over, because a fault may still change what
/// is sent.
/// </summary>
internal sealed record Reply(int Status, JsonNode? Body = null) : IResult
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A body that is not a JSON document, such as the lines of a file; null when <see cref="Body"/> is the body.</summary>
    public string? Text { get; init; }

    public static Reply Ok(JsonNode body) => new(200, body);

    public static Reply NoContent() => new(204);

    public Reply With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Set(this);
        return Task.CompletedTask;
    }
}
