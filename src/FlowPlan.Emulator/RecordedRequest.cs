namespace FlowPlan.Emulator;

/// <summary>A request that arrived and the status that it was answered with.</summary>
/// <param name="Order">Its number, from 1, in the order of arrival.</param>
/// <param name="Method">The method.</param>
/// <param name="PathAndQuery">The target as sent.</param>
/// <param name="Headers">The headers by lower-case name. The bearer token is kept back.</param>
/// <param name="Body">The body as text.</param>
/// <param name="Status">The answer's status; 0 when the connection was cut.</param>
public sealed record RecordedRequest(
    long Order,
    string Method,
    string PathAndQuery,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    int Status);
