using System.Text;
using FlowPlan.Cli.Output.Markdown;

namespace FlowPlan.Cli.Projects;

/// <summary>The summary of several projects for a comment on a pull request.</summary>
internal static class ProjectsText
{
    public static string Markdown(IReadOnlyList<ProjectOutcome> outcomes)
    {
        var text = new StringBuilder("<!-- flowplan:projects -->\n## FlowPlan\n\n| project | environment | |\n|---|---|---|\n");
        foreach (var outcome in outcomes)
            text.Append($"| {MarkdownText.Of(outcome.Project.Name.Name)} | {MarkdownText.Of(outcome.Project.Name.Environment ?? string.Empty)} | {MarkdownText.Of(outcome.Text)} |\n");
        return text.Append('\n').ToString();
    }
}
