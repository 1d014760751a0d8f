using System.Text;
using FlowPlan.Cli.Output.Markdown;

namespace FlowPlan.Cli.Projects;

/// <summary>The summary of several projects for a comment on a pull request.</summary>
internal static class ProjectsText
{
    public static string Markdown(IReadOnlyList<ProjectOutcome> outcomes)
    {
        // Each environment has a comment of its own, as a single project has.
        var environments = outcomes.Select(o => o.Project.Name.Environment).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var text = new StringBuilder($"<!-- flowplan:projects:{string.Join(',', environments)} -->\n## FlowPlan\n\n| project | environment | |\n|---|---|---|\n");
        foreach (var outcome in outcomes)
            text.Append($"| {MarkdownText.Of(outcome.Project.Name.Name)} | {MarkdownText.Of(outcome.Project.Name.Environment ?? string.Empty)} | {MarkdownText.Of(outcome.Text)} |\n");
        return text.Append('\n').ToString();
    }
}
