using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Remote;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests.Support;

/// <summary>A run of everything that a store does, once for each request that it makes, with the network cut at that request.</summary>
internal static class CutRuns
{
    /// <summary>Makes the runs, each on a state of its own, and asserts that each ends as the undisturbed one.</summary>
    /// <param name="port">The port of the server.</param>
    /// <param name="afterCommit">Whether the server gets the request that is cut.</param>
    /// <param name="connect">An engine for a state of this name through this port.</param>
    public static async Task AllAsync(int port, bool afterCommit, Func<string, int, IStateEngine> connect)
    {
        var count = await RunAsync(0);
        Assert.That(count, Is.GreaterThan(10), "an undisturbed run makes many requests");
        await Parallel.ForAsync(1, count + 1, async (number, _) => Assert.That(await RunAsync(number), Is.GreaterThanOrEqualTo(number)));

        async Task<int> RunAsync(int cutAt)
        {
            var name = $"cut-{(afterCommit ? "after" : "before")}-{cutAt}";
            await using var proxy = new CuttingProxy(port, cutAt == 0 ? null : new(cutAt, afterCommit));
            await using (var store = new RemoteStateStore(connect(name, proxy.Port), RemoteStateSettings.Default, TimeProvider.System))
                await WorkAsync(store);

            await using var reader = new RemoteStateStore(connect(name, port), RemoteStateSettings.Default, TimeProvider.System);
            var loaded = (await reader.LoadAsync(CancellationToken.None)).ValueOrThrow();
            loaded.Lockfile.SameAs(Sample.Full with { Serial = 2 });
            Assert.That(loaded.Journal.Select(e => e.GetType().Name), Is.EqualTo(new[] { "Opened", "Intended", "Recorded" }), $"request {cutAt}");
            Assert.That(await reader.DescribeLockAsync(CancellationToken.None), Is.Null, $"request {cutAt}: the lock is given back");
            return proxy.Requests;
        }
    }

    private static async Task WorkAsync(RemoteStateStore store)
    {
        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await session.Journal.OpenAsync(Sample.Empty);
        await session.SaveAsync(Sample.Empty, CancellationToken.None);
        await session.Journal.ClearAsync();
        await session.Journal.OpenAsync(Sample.Empty);
        var intent = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        await session.Journal.CompleteAsync(intent, Sample.Address(1), Sample.State("one"));
        await session.SaveAsync(Sample.Full with { Serial = 2 }, CancellationToken.None);
    }
}
