namespace FlowPlan.Emulator.Http;

/// <summary>A received request and the status of its response.</summary>
/// <param name="Order">Its number in the order of arrival, from 1.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="PathAndQuery">The request target as sent.</param>
/// <param name="Headers">The headers by lower-case name. The bearer token is redacted.</param>
/// <param name="Body">The body as text, with secrets redacted.</param>
/// <param name="Status">The status of the response; 0 when the connection was closed without one, by a fault or by the client.</param>
public sealed record RecordedRequest(
    long Order,
    string Method,
    string PathAndQuery,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int Status);
