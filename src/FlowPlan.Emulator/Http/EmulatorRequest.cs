using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Http;

/// <summary>A request as the services see it: decoded path, query, headers, body.</summary>
internal sealed record EmulatorRequest
{
    public required string Method { get; init; }

    /// <summary>The target as sent.</summary>
    public required string Target { get; init; }

    /// <summary>The path's segments, each decoded by itself so that an encoded slash stays inside its segment.</summary>
    public required ImmutableArray<string> Path { get; init; }

    public required ILookup<string, string> Query { get; init; }

    /// <summary>Headers by lower-case name.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public required string RequestId { get; init; }

    /// <summary>Whose data is meant; set once the gateway has let the request through.</summary>
    public Scope Scope { get; init; } = Scope.None;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? QueryValue(string name) => Query[name].FirstOrDefault();

    /// <summary>The media type of the body without its parameters.</summary>
    public string ContentType => (Header("content-type") ?? string.Empty).Split(';')[0].Trim();

    /// <summary>The body as JSON, or null when it is none.</summary>
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

    public static EmulatorRequest Of(string method, string target, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var path = mark < 0 ? target : target[..mark];
        return new()
        {
            Method = method,
            Target = target,
            Path = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            Query = ParsePairs(mark < 0 ? string.Empty : target[(mark + 1)..]),
            Headers = headers,
            Body = body,
            RequestId = headers.GetValueOrDefault("x-request-id") ?? Guid.NewGuid().ToString("N"),
        };
    }

    /// <summary>Reads <c>a=b&amp;c=d</c> as in queries and forms.</summary>
    public static ILookup<string, string> ParsePairs(string text) => text
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToLookup(
            pair => Decode(pair[0]),
            pair => pair.Length == 2 ? Decode(pair[1]) : string.Empty,
            StringComparer.Ordinal);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>Whose data is meant and who asks.</summary>
internal sealed record Scope(string Organization, string Sandbox, string Client)
{
    public static Scope None { get; } = new(string.Empty, string.Empty, string.Empty);

    /// <summary>The name under which changes are recorded.</summary>
    public string User => $"{Client}@techacct.adobe.com";
}
