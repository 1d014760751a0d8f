using BenchmarkDotNet.Attributes;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>Writing of journal and lockfile, in a real folder.</summary>
public class StateBenchmarks
{
    private const int CallsAtOnce = 8;

    private string folder = "";
    private Lockfile lockfile = null!;
    private IStateSession session = null!;

    [Params(100, 1000, 10_000)]
    public int Resources { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        folder = Directory.CreateTempSubdirectory("flowplan-benchmark-").FullName;
        lockfile = Sample.Lockfile(Sample.Desired(Resources));
        var store = new FileStateStore(folder, "dev", TimeProvider.System);
        var request = new LockRequest("apply", TimeSpan.Zero, new("benchmark", Environment.ProcessId, "localhost", null));
        session = (await store.OpenAsync(request, CancellationToken.None)).Value!;
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await session.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>An intent and an outcome for each resource, as many at once as an apply has.</summary>
    [Benchmark]
    public async Task Journal()
    {
        await session.Journal.OpenAsync(lockfile);
        await Parallel.ForEachAsync(lockfile.Resources, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce }, async (resource, cancellation) =>
        {
            var (address, state) = resource;
            var intent = await session.Journal.BeginAsync(JournalIntent.Create(address, address.ToString(), [], state.Dependencies), cancellation);
            await session.Journal.CompleteAsync(intent, address, state);
        });
        await session.Journal.ClearAsync();
    }

    [Benchmark]
    public int LockfileAsText() => LockfileText.Write(lockfile).Length;

    /// <summary>Text, file, flush and rename. Each has another serial, because the same lockfile is not written again.</summary>
    [Benchmark]
    public async Task Save()
    {
        lockfile = lockfile with { Serial = lockfile.Serial + 1 };
        await session.SaveAsync(lockfile, CancellationToken.None);
    }
}
