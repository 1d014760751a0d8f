using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Policies;

/// <summary>What a policy says about a plan, for a comment on a pull request: what it denies, then its warnings.</summary>
internal static class PolicyMarkdown
{
    private const int Limit = 4_000;

    public static string Of(PolicyVerdict verdict) => MarkdownText.Join(Parts(verdict), Limit, "not all findings of the policy are shown");

    private static IEnumerable<string> Parts(PolicyVerdict verdict)
    {
        yield return $"\n#### Policy\n\n{MarkdownText.Of(verdict.Sentence)}\n";
        var separator = "\n";
        foreach (var finding in verdict.Findings.OrderBy(f => f.Severity != Severity.Error))
        {
            yield return $"{separator}- {(finding.Severity == Severity.Error ? "**denied**" : "warning")} {finding.Code}: {MarkdownText.Of(finding.Message)}\n";
            separator = string.Empty;
        }
    }
}
