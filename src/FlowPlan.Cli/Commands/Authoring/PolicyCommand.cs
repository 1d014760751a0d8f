using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Policies;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan policy</c>: checks a saved plan against rules. Makes no call.</summary>
internal sealed class PolicyCommand(CommandHost host)
{
    public static Command Create()
    {
        var plan = new Argument<string>("plan") { Description = "A plan saved by 'plan --out'" };
        var rules = new Option<string>("--rules") { Description = "YAML file with the rules", HelpName = "file", DefaultValueFactory = _ => "policy.yaml" };
        var command = new Command("policy", "Check a saved plan against rules; exits with 7 if one denies it") { plan, rules, FormatOption.ConsoleOrJson() };
        return command.Runs((host, parsed) => new PolicyCommand(host).RunAsync(parsed.GetRequiredValue(plan), parsed.GetValue(rules) ?? "policy.yaml"));
    }

    public async Task<int> RunAsync(string planFile, string rulesFile)
    {
        if (PolicyGate.Open(host.Reporter, rulesFile) is not { } policy)
            return ExitCodes.Error;
        var read = await SavedPlanFile.ReadAsync(planFile, host.Cipher, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        if (read.Value is not { } saved || policy.Judge(saved.Plan) is not { } verdict)
            return ExitCodes.Error;
        host.Reporter.Result(verdict.Sentence + "\n", Value.Map.Of(
            ("complies", Value.Of(verdict.Denied == 0)),
            ("rules", Value.Of(verdict.Rules)),
            ("denied", Value.Of(verdict.Denied)),
            ("warned", Value.Of(verdict.Warned)),
            ("findings", Documents.List(verdict.Findings, Documents.Of))));
        return verdict.ExitCode;
    }
}
