using FlowPlan.Benchmarks.Scale;

if (args is ["scale", .. var options])
    return await ScaleCommand.RunAsync(options);
await Console.Error.WriteLineAsync("usage: scale [options]; see docs/testing.md");
return 2;
