using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>
/// How the suites run: in this process, because a project that BenchmarkDotNet generates below this one would be subject to the rules of this
/// repository; with allocations; and with their files among the other build output.
/// </summary>
internal sealed class SuiteConfiguration : ManualConfig
{
    public SuiteConfiguration()
    {
        Add(DefaultConfig.Instance);
        AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
        AddDiagnoser(MemoryDiagnoser.Default);
        ArtifactsPath = Checkout.PathOf("artifacts/benchmarks");
    }
}
