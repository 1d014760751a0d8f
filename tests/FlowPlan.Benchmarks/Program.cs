using BenchmarkDotNet.Running;
using FlowPlan.Benchmarks.Scale;
using FlowPlan.Benchmarks.Sending;
using FlowPlan.Benchmarks.SharedState;
using FlowPlan.Benchmarks.Suites;

if (args is ["scale", .. var options])
    return await ScaleCommand.RunAsync(options);
if (args is ["send", .. var sendOptions])
    return await SendBenchmark.RunAsync(sendOptions);
if (args is ["state", .. var stateOptions])
    return await StateCommand.RunAsync(stateOptions);
BenchmarkSwitcher.FromAssembly(typeof(SuiteConfiguration).Assembly).Run(args, new SuiteConfiguration());
return 0;
