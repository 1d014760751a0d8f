using BenchmarkDotNet.Running;
using FlowPlan.Benchmarks.Scale;
using FlowPlan.Benchmarks.Suites;

if (args is ["scale", .. var options])
    return await ScaleCommand.RunAsync(options);
BenchmarkSwitcher.FromAssembly(typeof(SuiteConfiguration).Assembly).Run(args, new SuiteConfiguration());
return 0;
