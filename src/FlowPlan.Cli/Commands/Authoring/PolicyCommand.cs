using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Policies;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan policy</c>: checks a saved plan against rules. Makes no call.</summary>
internal sealed class PolicyCommand(CommandHost host)
{
    public static Command Create()
    {
        var plan = new Argument<string>("plan") { Description = "A plan saved by 'plan --out'" };
        var rules = new Option<string>("--rules") { Description = "YAML file with the rules", HelpName = "file", DefaultValueFactory = _ => "policy.yaml" };
        var command = new Command("policy", "Check a saved plan against rules; exits with 7 if one denies it") { plan, rules };
        return command.Runs((host, parsed) => new PolicyCommand(host).RunAsync(parsed.GetRequiredValue(plan), parsed.GetValue(rules) ?? "policy.yaml"));
    }

    public async Task<int> RunAsync(string planFile, string rulesFile)
    {
        var policy = Policy.Read(rulesFile);
        host.Reporter.Diagnostics(policy.Diagnostics);
        if (policy.Value is null)
            return ExitCodes.Error;
        var read = await SavedPlanFile.ReadAsync(planFile, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        if (read.Value is not { } saved)
            return ExitCodes.Error;

        var verdict = policy.Value.Check(saved.Plan);
        host.Reporter.Diagnostics(verdict.Findings);
        host.Reporter.WriteResult(verdict.Sentence);
        return verdict.ExitCode;
    }
}
