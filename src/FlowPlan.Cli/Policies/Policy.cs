using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Policies;

/// <summary>The rules of a file.</summary>
internal sealed class Policy
{
    private readonly IReadOnlyList<PolicyRule> rules;

    private Policy(IReadOnlyList<PolicyRule> rules) => this.rules = rules;

    /// <summary>Reads a file, or reports what is wrong with it.</summary>
    public static Outcome<Policy> Read(string path)
    {
        var read = PolicyReader.Read(path);
        return read.Value is { } rules ? Outcome<Policy>.Of(new(rules)) : Outcome<Policy>.Failed(read.Diagnostics);
    }

    /// <summary>Checks a plan.</summary>
    public PolicyVerdict Check(Plan plan)
    {
        var broken = rules.Select(r => (Rule: r, Findings: PolicyCheck.Of(plan, r).ToList())).Where(r => r.Findings.Count > 0).ToList();
        return new(rules.Count, broken.Count(b => b.Rule.Denies), broken.Count(b => !b.Rule.Denies), [.. broken.SelectMany(b => b.Findings)]);
    }
}

/// <summary>What a policy says about a plan.</summary>
/// <param name="Rules">How many rules there are.</param>
/// <param name="Denied">How many of them deny the plan.</param>
/// <param name="Warned">How many of them warn.</param>
/// <param name="Findings">What breaks them.</param>
internal sealed record PolicyVerdict(int Rules, int Denied, int Warned, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>The exit code: refused if a rule denies the plan.</summary>
    public int ExitCode => Denied > 0 ? ExitCodes.Refused : ExitCodes.Done;

    /// <summary>The verdict in a sentence.</summary>
    public string Sentence => (Denied, Warned) switch
    {
        (0, 0) => $"The plan complies with {Quantity.Of(Rules, "rule")}.",
        (0, _) => $"The plan complies; {Quantity.Of(Warned, "rule")} {(Warned == 1 ? "warns" : "warn")}.",
        _ => $"The plan is denied by {Quantity.Of(Denied, "rule")}.",
    };
}
