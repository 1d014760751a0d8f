using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Http.Messages;

/// <summary>One call to a service, before headers are added and it is sent.</summary>
/// <param name="Service">The service's name, for messages.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query relative to the platform's URL, encoded as they are sent.</param>
internal sealed record ServiceRequest(string Service, HttpMethod Method, string Path)
{
    /// <summary>The body; null for none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>The body's media type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The requested media type.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>The etag that guards the write, verbatim.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The call changes nothing although its method could, such as a token request.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>The call is not sent again after a fault, although it could be: what it would tell is not needed so much.</summary>
    public bool IsSentOnce { get; init; }

    /// <summary>The response is a file, not a JSON document: it is in <see cref="ServiceResponse.Text"/>.</summary>
    public bool IsFile { get; init; }

    /// <summary>A response without a body is valid.</summary>
    public bool BodyOptional { get; init; }

    /// <summary>
    /// The call is sent again when the service certainly did not process it, although it may not be repeated otherwise: after 503, and when
    /// no connection was established. For services that document this.
    /// </summary>
    public bool IsRepeatedWhenNotTaken { get; init; }

    /// <summary>Secrets in the body; they are redacted from anything that the service says about the call.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether the call only reads.</summary>
    public bool IsRead => Method == HttpMethod.Get || ChangesNothing;

    /// <summary>Whether the call may be retried although an earlier attempt may have been applied. Never a POST that changes something.</summary>
    public bool IsRepeatable => !IsSentOnce && (IsRead || Method == HttpMethod.Delete || (Method != HttpMethod.Post && IfMatch is not null));

    /// <summary>Method and path without the query, as messages show the call.</summary>
    public string Display => $"{Method} /{PathOnly}";

    /// <summary>The path without the query.</summary>
    private string PathOnly => Path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? Path[..at] : Path;
}
