using System.Collections.Immutable;

namespace FlowPlan.Aep.Services.StreamingIngestion;

/// <summary>A POST of one or several records to an inlet.</summary>
/// <param name="Url">The URL.</param>
/// <param name="Headers">The headers in the order in which they are shown, without the token.</param>
/// <param name="Body">The body.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="IsBatch">Whether it goes to the endpoint for several messages, which answers for each.</param>
/// <param name="RequiresToken">Whether an access token is sent.</param>
public sealed record InletRequest(
    Uri Url,
    ImmutableArray<KeyValuePair<string, string>> Headers,
    ReadOnlyMemory<byte> Body,
    int Records,
    bool IsBatch,
    bool RequiresToken);
