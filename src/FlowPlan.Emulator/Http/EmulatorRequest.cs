using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.Emulator.Http;

/// <summary>A request as the services read it: decoded path, query, headers, body.</summary>
internal sealed class EmulatorRequest
{
    public required string Method { get; init; }

    /// <summary>The request target as sent.</summary>
    public required string Target { get; init; }

    /// <summary>The segments of the path, each decoded on its own so that an encoded slash stays part of its segment. Empty segments are left out.</summary>
    public required ImmutableArray<string> Path { get; init; }

    public required ILookup<string, string> Query { get; init; }

    /// <summary>The headers by lower-case name.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required string RequestId { get; init; }

    public byte[] Body { get; set; } = [];

    /// <summary>The organization and sandbox that are addressed; set when the gateway has accepted the request.</summary>
    public Scope Scope { get; set; } = Scope.None;

    /// <summary>The media type of the body without its parameters.</summary>
    public string ContentType => (Header("content-type") ?? string.Empty).Split(';')[0].Trim();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? QueryValue(string name) => Query[name].FirstOrDefault();

    /// <summary>The body as JSON, or null when it is not JSON.</summary>
    public JsonNode? Json()
    {
        try
        {
            return Body.Length == 0 ? null : JsonNode.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The request without its body.</summary>
    public static EmulatorRequest From(HttpRequest request)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        var headers = request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal);
        return new()
        {
            Method = request.Method,
            Target = target,
            Path = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            Query = FormText.Parse(mark < 0 ? string.Empty : target[(mark + 1)..]),
            Headers = headers,
            RequestId = headers.GetValueOrDefault("x-request-id") ?? Guid.NewGuid().ToString("N"),
        };
    }

    /// <summary>Lets endpoints take the request as a parameter.</summary>
    public static ValueTask<EmulatorRequest?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<EmulatorRequest?>(context.Features.GetRequiredFeature<EmulatorRequest>());
}
