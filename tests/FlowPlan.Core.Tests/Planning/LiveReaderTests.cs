using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
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
        var snapshot = new KindSnapshot();

        await new LiveReader(width, Parallelism, new ReadProgress()).ReadAsync(
            platform.Kind("base"), snapshot, RecordedIds.Of([]).And(platform.Fake("base").Objects.Keys), needsAll: false, CancellationToken.None);

        Assert.That(snapshot.ById, Has.Count.EqualTo(20));
        Assert.That(widest, Is.EqualTo(Parallelism));
    }

    [Test]
    public async Task An_object_that_a_list_shows_twice_is_one_object()
    {
        var estate = new Estate();
        estate.Platform.Fake("base").Objects["id-x"] = (Value.Map.Of(("name", Value.Of("shared"))), 0);
        estate.Platform.Fake("base").ListsFirstTwice = true;
        estate.Declare(
            Estate.Make("base.s") with { Fields = Value.Map.Empty, Existing = ExistingCriteria.ByName("shared") },
            Estate.Make("base.shared"));

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Diagnostics.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(new[] { ("FP4001", "base.shared") }));
    }
}
