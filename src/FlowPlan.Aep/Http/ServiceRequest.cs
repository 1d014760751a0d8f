using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Http;

/// <summary>One call to a service, before it is given headers and sent.</summary>
/// <param name="Service">The service's name, for messages.</param>
/// <param name="Method">The verb.</param>
/// <param name="Path">Path and query below the platform's address, encoded as they go on the wire.</param>
internal sealed record ServiceRequest(string Service, HttpMethod Method, string Path)
{
    /// <summary>The body; null for none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The media type asked for.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>The etag that guards the write, verbatim.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The call changes nothing although its verb could, such as asking for a token.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>An answer without a body is fine.</summary>
    public bool BodyOptional { get; init; }

    /// <summary>Secrets that the body holds; cut out of anything that the service says about it.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether the call only reads.</summary>
    public bool IsRead => Method == HttpMethod.Get || ChangesNothing;

    /// <summary>Whether the call may be sent again although an earlier one may have been carried out. Never a POST that changes something.</summary>
    public bool IsRepeatable => IsRead || Method == HttpMethod.Delete || (Method != HttpMethod.Post && IfMatch is not null);

    /// <summary>Method and path without the query, as messages show the call.</summary>
    public string Display => $"{Method} /{PathOnly}";

    /// <summary>The path without the query.</summary>
    public string PathOnly => Path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? Path[..at] : Path;
}
