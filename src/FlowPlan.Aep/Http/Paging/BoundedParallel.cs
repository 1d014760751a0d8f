using System.Runtime.CompilerServices;

namespace FlowPlan.Aep.Http.Paging;

/// <summary>Runs one call per item of a list with bounded parallelism.</summary>
internal static class BoundedParallel
{
    /// <summary>The results in the order of the items. At most <paramref name="parallelism"/> calls run at the same time.</summary>
    public static async IAsyncEnumerable<TResult> SelectAsync<T, TResult>(
        this IAsyncEnumerable<T> items,
        int parallelism,
        Func<T, CancellationToken, Task<TResult>> select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new Queue<Task<TResult>>();
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
            {
                running.Enqueue(select(item, stop.Token));

                // Results that are there are given at once: a consumer that stops early causes no further calls.
                while (running.TryPeek(out var first) && (first.IsCompleted || running.Count >= parallelism))
                    yield return await running.Dequeue();
            }

            while (running.TryDequeue(out var next))
                yield return await next;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(running.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
