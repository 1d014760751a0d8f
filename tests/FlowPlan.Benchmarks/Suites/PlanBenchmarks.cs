using BenchmarkDotNet.Attributes;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>From resources to the text of a plan.</summary>
public class PlanBenchmarks
{
    private readonly EmptyPlatform platform = new();
    private (ResourceAddress Address, Value.Map Fields, ThreeWayDiff Diff)[] resources = [];
    private DesiredResources desired = null!;
    private Plan plan = null!;

    [Params(100, 1000, 10_000)]
    public int Resources { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        desired = Sample.Desired(Resources);
        var kinds = Sample.Dialect.Kinds.ToDictionary(k => k.Name, k => new ThreeWayDiff(Sample.Dialect.Definitions[k.Name], (_, _, _, _) => true));
        resources = [.. desired.Items.Select(d => (d.Address, Sample.Dialect.Definitions[d.Address.Kind].Canonicalize(d.Fields), kinds[d.Address.Kind]))];
        plan = await FirstPlanAsync();
    }

    /// <summary>Compares each resource with itself.</summary>
    [Benchmark]
    public int Diff() => resources.Sum(r => r.Diff.Compare(r.Address, r.Fields, r.Fields, r.Fields, []).Length);

    /// <summary>A first plan without the calls: all is created.</summary>
    [Benchmark]
    public async Task<object> Plan() => await FirstPlanAsync();

    /// <summary>The text of that plan.</summary>
    [Benchmark]
    public int Text() => PlanText.Of(plan).ToString()!.Length;

    private async Task<Plan> FirstPlanAsync() =>
        (await new Planner(platform, (_, _, _, _) => true).PlanAsync(new PlanInput { Scope = Sample.Scope, Desired = desired }, CancellationToken.None)).Value
        ?? throw new InvalidOperationException("There is no plan.");
}
