using FlowPlan.Aep.Errors;

namespace FlowPlan.Aep.Http;

/// <summary>
/// The ids that the pages of a list have brought, by which a paging without end is found out however many pages a list may
/// have: a page that leads on to another must bring something new.
/// </summary>
internal sealed class PagedIds
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Takes the ids of a page.</summary>
    /// <param name="request">The call that the page answers.</param>
    /// <param name="ids">Its ids. None at all is no repetition: stores that page by token give empty pages in between.</param>
    /// <param name="last">Whether the list ends with it; then it does no harm that all was there before.</param>
    /// <exception cref="Core.Resources.ProviderException">It brings nothing new and leads on (FP3017).</exception>
    public void Add(ServiceRequest request, IReadOnlyCollection<string> ids, bool last)
    {
        var before = seen.Count;
        seen.UnionWith(ids);
        if (!last && ids.Count > 0 && seen.Count == before)
            throw FaultDiagnostics.EndlessPages(request);
    }
}
