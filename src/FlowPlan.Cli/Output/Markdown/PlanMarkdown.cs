using System.Text;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.ConsoleText.Plans.Units;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Output.Markdown;

/// <summary>A plan as Markdown for a comment on a pull request: a table first, then the fields in collapsed sections.</summary>
internal static class PlanMarkdown
{
    private const int Limit = 52_000;

    /// <param name="plan">The plan.</param>
    /// <param name="sharing">How many plans share a comment.</param>
    public static string Of(Plan plan, int sharing = 1) => plan.Options.Mode == PlanMode.Drift
        ? MarkdownText.Join(DriftMarkdown.Parts(plan), Limit / sharing, "run `flowplan drift` to see all of it")
        : MarkdownText.Join(Parts(plan), Limit / sharing, "run `flowplan plan` to see the full plan");

    /// <summary>The pieces in order. The text can end after any of them.</summary>
    private static IEnumerable<string> Parts(Plan plan)
    {
        yield return $"<!-- flowplan:{MarkdownText.Marker(plan.Binding.Project)}:{MarkdownText.Marker(plan.Binding.Environment)} -->\n"
            + $"### FlowPlan: {MarkdownText.Of(plan.Binding.Project)} ({MarkdownText.Of(plan.Binding.Environment)})\n\n";
        if (!plan.HasChanges)
            yield return "No changes.\n";
        foreach (var remark in plan.Remarks)
            yield return $"> **Note** {MarkdownText.Of(PlanSentences.Of(remark))}\n\n";
        foreach (var diagnostic in plan.Diagnostics)
            yield return $"> **{(diagnostic.Severity == Severity.Info ? "Note" : "Warning")}** {diagnostic.Code}: {MarkdownText.Of(diagnostic.Message)}\n\n";
        if (!plan.HasChanges)
            yield break;
        yield return $"**{PlanText.SummaryOf(plan.Summarize())}** Sandbox {MarkdownText.Code(plan.Binding.Sandbox)}.\n\n";
        var changes = plan.Actions.Where(a => a.IsChange).ToList();
        foreach (var action in changes)
        {
            foreach (var consequence in action.Consequences)
                yield return $"> **Warning** {MarkdownText.Code(action.Address.ToString())}: {MarkdownText.Of(PlanSentences.Of(consequence))}\n\n";
        }

        if (changes.Count > 0)
            yield return "| | resource | name |\n|---|---|---|\n";
        var units = AlikeUnits.Of(PlanUnits.Of(plan), isVerbose: false).ToList();
        foreach (var row in units.SelectMany(PlanRows.Of))
            yield return row;
        foreach (var unit in units)
        {
            foreach (var action in unit.First.Actions.Where(a => a.IsChange && a.Differences.Length > 0))
                yield return DetailsOf(action, unit.Labels.Count);
        }

        yield return OutputsOf(plan);
    }

    private static string OutputsOf(Plan plan)
    {
        if (plan.Outputs.IsEmpty)
            return string.Empty;
        var text = new StringBuilder("\n<details><summary>outputs</summary>\n\n```diff\n");
        foreach (var output in plan.Outputs)
        {
            if (output.Before is { } before)
                text.Append($"- {SafeText.Line(output.Name)}: {ValueText.Of(before)}\n");
            if (output.After is { } after)
                text.Append($"+ {SafeText.Line(output.Name)}: {ValueText.Of(after)}\n");
        }

        return text.Append("```\n\n</details>\n").ToString();
    }

    /// <summary>The fields of one resource, which stand for those of several alike ones.</summary>
    private static string DetailsOf(PlannedAction action, int alike)
    {
        var more = alike > 1 ? FormattableString.Invariant($", and {alike - 1} more like it") : string.Empty;
        var text = new StringBuilder($"\n<details><summary>{ActionNames.Of(action).Verb} {MarkdownText.Html(action.Address.ToString())}{more}</summary>\n\n```diff\n");
        foreach (var difference in action.Differences)
        {
            if (ExpressionChange.LinesOf(difference) is { } lines)
            {
                text.Append($"  {FieldText.PathOf(difference)}:\n").AppendJoin("", lines.Select(l => l + "\n"));
            }
            else
            {
                if (difference.Live is not null)
                    text.Append($"- {FieldText.PathOf(difference)}: {FieldText.Shown(difference, difference.Live)}\n");
                if (difference.Planned is not null)
                    text.Append($"+ {FieldText.PathOf(difference)}: {FieldText.Shown(difference, difference.Planned)}\n");
            }

            if (difference.Cause == DifferenceCause.Both)
                text.Append($"! conflict: {(difference.LastApplied is { } last ? FieldText.Shown(difference, last) : "nothing")} when last applied, changed in the manifest and on the platform{SafeText.Line(LastChange.Of(action.Live))}\n");
        }

        return text.Append("```\n\n</details>\n").ToString();
    }
}
