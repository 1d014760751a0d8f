using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Policies;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;

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
        var found = new DiagnosticBag();
        var rules = ManifestFragment.Read(rulesFile, found) is { } file ? new PolicyReader(found).Read(file) : [];
        host.Reporter.Diagnostics(found.ToSorted());
        if (found.HasErrors)
            return ExitCodes.Error;
        var read = await SavedPlanFile.ReadAsync(planFile, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        if (read.Value is not { } saved)
            return ExitCodes.Error;

        var broken = rules.Select(r => (Rule: r, Findings: PolicyCheck.Of(saved.Plan, r).ToList())).Where(r => r.Findings.Count > 0).ToList();
        host.Reporter.Diagnostics(broken.SelectMany(b => b.Findings));
        var (denied, warned) = (broken.Count(b => b.Rule.Denies), broken.Count(b => !b.Rule.Denies));
        host.Reporter.WriteResult((denied, warned) switch
        {
            (0, 0) => $"The plan complies with {Quantity.Of(rules.Count, "rule")}.",
            (0, _) => $"The plan complies; {Quantity.Of(warned, "rule")} {(warned == 1 ? "warns" : "warn")}.",
            _ => $"The plan is denied by {Quantity.Of(denied, "rule")}.",
        });
        return denied > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }
}
