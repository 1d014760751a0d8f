using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Policies;

/// <summary>The rules of a file, if the command line names one, before a plan is saved or carried out.</summary>
internal sealed class PolicyGate
{
    private readonly IReporter reporter;
    private readonly Policy? policy;

    private PolicyGate(IReporter reporter, Policy? policy) => (this.reporter, this.policy) = (reporter, policy);

    /// <summary>Reads the rules; null when they cannot be used, which is reported.</summary>
    /// <param name="reporter">Where findings go.</param>
    /// <param name="path">The file; null for no rules.</param>
    public static PolicyGate? Open(IReporter reporter, string? path)
    {
        if (path is null)
            return new(reporter, null);
        var read = Policy.Read(path);
        reporter.Diagnostics(read.Diagnostics);
        return read.Value is { } policy ? new(reporter, policy) : null;
    }

    /// <summary>Reports what the rules say of a plan; without rules it passes.</summary>
    /// <returns>Whether it passes.</returns>
    public bool Passes(Plan plan)
    {
        if (Judge(plan) is not { } verdict)
            return true;
        if (reporter.IsMarkdown)
            reporter.WriteResult(PolicyMarkdown.Of(verdict));
        else
            reporter.WriteNotice(verdict.Sentence);
        return verdict.Denied == 0;
    }

    /// <summary>Reports what breaks the rules; null where there are none.</summary>
    public PolicyVerdict? Judge(Plan plan)
    {
        var verdict = policy?.Check(plan);
        reporter.Diagnostics(verdict?.Findings ?? []);
        return verdict;
    }
}
