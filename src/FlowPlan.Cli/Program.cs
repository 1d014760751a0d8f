using FlowPlan.Cli;

return await CliApplication.RunProcessAsync(args);
