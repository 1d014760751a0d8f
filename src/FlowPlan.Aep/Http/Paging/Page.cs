namespace FlowPlan.Aep.Http.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Next">Path and query of the next page, relative to the platform's URL; null on the last page.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
