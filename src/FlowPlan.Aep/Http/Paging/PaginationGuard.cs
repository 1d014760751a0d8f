using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http.Paging;

/// <summary>Detects a list that never ends, however many pages a list may have: a page with a next page must bring something new.</summary>
internal sealed class PaginationGuard
{
    /// <summary>
    /// How many empty pages may follow each other. Some are normal: stores that page by token return empty pages in between.
    /// </summary>
    internal const int MaxEmptyPages = 100;

    private readonly HashSet<string> paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private int emptyPages;

    /// <summary>Takes the request for the next page.</summary>
    /// <exception cref="ProviderException">The page was requested before (FP3017).</exception>
    public void Request(ServiceRequest request)
    {
        if (!paths.Add(request.Path))
            throw FaultDiagnostics.PaginationLoop(request);
    }

    /// <summary>Takes the IDs of a page that has a next page. The last page may repeat IDs without harm.</summary>
    /// <exception cref="ProviderException">The page brings nothing new (FP3017).</exception>
    public void Add(ServiceRequest request, IReadOnlyCollection<string> page)
    {
        if (page.Count == 0)
        {
            if (++emptyPages >= MaxEmptyPages)
                throw FaultDiagnostics.EmptyPages(request, emptyPages);
            return;
        }

        emptyPages = 0;
        var before = ids.Count;
        ids.UnionWith(page);
        if (ids.Count == before)
            throw FaultDiagnostics.PaginationLoop(request);
    }
}
