using System.Globalization;
using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Findings;

/// <summary>Findings as commands of GitHub Actions, which shows them beside the lines of a pull request.</summary>
internal static class GitHubAnnotations
{
    public static string Of(IEnumerable<Diagnostic> findings)
    {
        var text = new StringBuilder();
        foreach (var finding in findings)
        {
            text.Append("::").Append(finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" }).Append(' ');
            if (finding.Span is { } span)
            {
                text.Append("file=").Append(Property(span.Source.Path)).Append(',');
                if (span.HasPosition)
                    text.Append(CultureInfo.InvariantCulture, $"line={span.Line},endLine={span.EndLine},col={span.Column},endColumn={span.EndColumn},");
            }

            var message = finding.Help is { } help ? $"{finding.Message}\n{help}" : finding.Message;
            text.Append("title=").Append(finding.Code).Append("::").Append(Data(message)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What GitHub reads as one message: without an end of the line.</summary>
    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
