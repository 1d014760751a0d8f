using System.Text;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Policies;

/// <summary>What a policy says about a plan, for a comment on a pull request.</summary>
internal static class PolicyMarkdown
{
    /// <summary>What is left of the size of a comment beside the plan.</summary>
    private const int MaxFindings = 20;

    public static string Of(PolicyVerdict verdict)
    {
        var text = new StringBuilder($"\n#### Policy\n\n{MarkdownText.Of(verdict.Sentence)}\n");
        if (verdict.Findings.Count > 0)
            text.Append('\n');
        foreach (var finding in verdict.Findings.Take(MaxFindings))
            text.Append($"- {(finding.Severity == Severity.Error ? "**denied**" : "warning")} {finding.Code}: {MarkdownText.Of(finding.Message)}\n");
        if (verdict.Findings.Count > MaxFindings)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"- … and {verdict.Findings.Count - MaxFindings} more\n");
        return text.ToString();
    }
}
