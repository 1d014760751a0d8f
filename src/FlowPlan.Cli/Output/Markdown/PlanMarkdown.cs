using System.Text;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.Markdown;

/// <summary>A plan as Markdown for a comment on a pull request: a table first, then the fields in collapsed sections.</summary>
internal static class PlanMarkdown
{
    /// <summary>The size that hosts accept for one comment, less what they add themselves.</summary>
    private const int Limit = 60_000;

    private const string Truncated = "\nOutput truncated; run `flowplan plan` to see the full plan.\n";

    public static string Of(Plan plan)
    {
        var text = new StringBuilder();
        text.Append($"<!-- flowplan:{Escape(plan.Binding.Project)}:{Escape(plan.Binding.Environment)} -->\n");
        text.Append($"### FlowPlan: {Escape(plan.Binding.Project)} ({Escape(plan.Binding.Environment)})\n\n");
        if (!plan.HasChanges)
            text.Append("No changes.\n");
        foreach (var remark in plan.Remarks)
            text.Append($"> **Note** {Escape(PlanSentences.Of(remark))}\n\n");
        foreach (var diagnostic in plan.Diagnostics)
            text.Append($"> **{(diagnostic.Severity == Severity.Info ? "Note" : "Warning")}** {diagnostic.Code}: {Escape(diagnostic.Message)}\n\n");
        if (!plan.HasChanges)
            return text.ToString();
        text.Append($"**{PlanText.SummaryOf(plan.Summarize())}** Sandbox `{plan.Binding.Sandbox}`.\n\n");
        foreach (var action in plan.Actions.Where(a => a.IsChange))
        {
            foreach (var consequence in action.Consequences)
                text.Append($"> **Warning** `{action.Address}`: {Escape(PlanSentences.Of(consequence))}\n\n");
        }

        if (plan.Actions.Any(a => a.IsChange))
            text.Append("| | resource | name |\n|---|---|---|\n");
        foreach (var action in plan.Actions.Where(a => a.IsChange))
        {
            if (text.Length > Limit)
                return text.Append(Truncated).ToString();
            text.Append($"| {ActionNames.Of(action).Verb} | {AddressOf(action)} | {Escape(action.Name ?? string.Empty)} |\n");
        }

        foreach (var action in plan.Actions.Where(a => a.IsChange && a.Differences.Length > 0))
        {
            var details = DetailsOf(action);
            if (text.Length + details.Length > Limit)
                return text.Append(Truncated).ToString();
            text.Append(details);
        }

        return text.Append(OutputsOf(plan)).ToString();
    }

    /// <summary>The address; for a moved resource the former and the new one.</summary>
    private static string AddressOf(PlannedAction action) =>
        action.MovedFrom is { } from ? $"`{from}` -> `{action.Address}`" : $"`{action.Address}`";

    private static string OutputsOf(Plan plan)
    {
        if (plan.Outputs.IsEmpty)
            return string.Empty;
        var text = new StringBuilder("\n<details><summary>outputs</summary>\n\n```diff\n");
        foreach (var output in plan.Outputs)
        {
            if (output.Before is { } before)
                text.Append($"- {output.Name}: {Fenced(before)}\n");
            if (output.After is { } after)
                text.Append($"+ {output.Name}: {Fenced(after)}\n");
        }

        return text.Append("```\n\n</details>\n").ToString();
    }

    private static string DetailsOf(PlannedAction action)
    {
        var text = new StringBuilder($"\n<details><summary>{ActionNames.Of(action).Verb} {Escape(action.Address.ToString())}</summary>\n\n```diff\n");
        foreach (var difference in action.Differences)
        {
            if (difference.Live is not null)
                text.Append($"- {PlanText.PathOf(difference)}: {Fenced(PlanText.Shown(difference, difference.Live))}\n");
            if (difference.Planned is not null)
                text.Append($"+ {PlanText.PathOf(difference)}: {Fenced(PlanText.Shown(difference, difference.Planned))}\n");
            if (difference.Cause == DifferenceCause.Both)
                text.Append($"! conflict: {(difference.LastApplied is { } last ? Fenced(PlanText.Shown(difference, last)) : "nothing")} when last applied, changed in the manifest and on the platform{LastChange.Of(action.Live)}\n");
        }

        return text.Append("```\n\n</details>\n").ToString();
    }

    private static string Fenced(Value value) => Fenced(ValueText.Of(value));

    private static string Fenced(string value) => value.Replace("```", "` ` `", StringComparison.Ordinal);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '|' or '`' or '*' or '_' or '[' or ']' or '\\' or '#' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
