using System.Runtime.CompilerServices;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http.Paging;

/// <summary>Reads a list page by page.</summary>
internal static class Pager
{
    /// <summary>The items of all pages.</summary>
    /// <param name="transport">Sends the calls.</param>
    /// <param name="first">The request for the first page; further pages differ in the path only.</param>
    /// <param name="readPage">Reads the items and the link to the next page.</param>
    /// <param name="idOf">The ID of an item.</param>
    /// <param name="cancellationToken">Stops the paging.</param>
    /// <param name="isNone">Whether what the service says to the first request means that there is no list; null where it always is an error.</param>
    /// <exception cref="ProviderException">An item has no ID (FP3014), the next page is on another host (FP3016), or the list never ends (FP3017).</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        ServiceTransport transport,
        ServiceRequest first,
        Func<ServiceRequest, ServiceResponse, Page<T>> readPage,
        Func<T, string?> idOf,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        Func<ServiceResult, bool>? isNone = null)
    {
        var guard = new PaginationGuard();
        for (var request = first; ;)
        {
            guard.Request(request);
            var result = await transport.ExchangeAsync(request, cancellationToken);
            if (request == first && isNone?.Invoke(result) == true)
                yield break;
            var response = result.EnsureSuccess();
            var page = readPage(request, response);
            var ids = page.Items.Select(item => idOf(item) is { Length: > 0 } id
                ? id
                : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "an item has no ID")).ToList();
            if (page.Next is not null)
                guard.Add(request, ids);
            foreach (var item in page.Items)
                yield return item;
            if (page.Next is null)
                yield break;
            if (!transport.TryResolve(page.Next, out var uri))
                throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the link to the next page is invalid");
            if (!transport.IsSameOrigin(uri))
                throw FaultDiagnostics.LinkToOtherHost(request, uri, response.RequestId);
            request = request with { Path = page.Next };
        }
    }
}
