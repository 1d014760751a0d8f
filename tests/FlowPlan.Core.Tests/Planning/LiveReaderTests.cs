using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

public sealed class LiveReaderTests
{
    [Test]
    public async Task Reads_by_ID_are_as_parallel_as_requested()
    {
        const int Parallelism = 7;
        var platform = new FakePlatform { ListsThatLag = 1 };
        foreach (var i in Enumerable.Range(0, 20))
        {
            platform.Fake("base").Objects[$"id-{i}"] = (Value.Map.Of(("name", Value.Of($"n{i}"))), 0);
            platform.Late.Add($"id-{i}");
        }

        var (gate, running, widest) = (new Lock(), 0, 0);
        var full = new TaskCompletionSource();
        platform.Reading = async () =>
        {
            lock (gate)
            {
                widest = Math.Max(widest, ++running);
                if (running == Parallelism)
                    full.TrySetResult();
            }

            await full.Task.WaitAsync(TimeSpan.FromSeconds(30));
            lock (gate)
                running--;
        };
        using var width = new SemaphoreSlim(Parallelism);
        var snapshot = new KindSnapshot(StringComparer.Ordinal);

        await new LiveReader(width, Parallelism).ReadAsync(
            platform.Kind("base"), snapshot, [.. platform.Fake("base").Objects.Keys], needsAll: false, CancellationToken.None);

        Assert.That(snapshot.ById, Has.Count.EqualTo(20));
        Assert.That(widest, Is.EqualTo(Parallelism));
    }
}
