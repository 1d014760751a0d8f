using FlowPlan.Cli;

return await CliApplication.RunAsync(args);
