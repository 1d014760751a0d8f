using System.Text;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Output.Markdown;

/// <summary>Drift as Markdown for an issue: what changed, by whom and when, then the fields in collapsed sections.</summary>
internal static class DriftMarkdown
{
    /// <summary>The pieces in order. The text can end after any of them.</summary>
    public static IEnumerable<string> Parts(Plan drift)
    {
        var (drifted, all) = (drift.Actions.Where(a => a.IsChange).ToList(), Quantity.Of(drift.Actions.Length, "resource"));
        yield return $"<!-- flowplan:drift:{MarkdownText.Marker(drift.Binding.Project)}:{MarkdownText.Marker(drift.Binding.Environment)} -->\n"
            + $"### FlowPlan drift: {MarkdownText.Of(drift.Binding.Project)} ({MarkdownText.Of(drift.Binding.Environment)})\n\n";
        if (drifted.Count == 0)
        {
            yield return $"No drift: {all} checked.\n";
            foreach (var remark in drift.Remarks)
                yield return $"\n> **Note** {MarkdownText.Of(PlanSentences.Of(remark))}\n";
            yield break;
        }

        yield return $"**{drifted.Count} of {all} drifted.** Sandbox {MarkdownText.Code(drift.Binding.Sandbox)}. An apply reverts the changes; to keep one, add it to the manifest.\n\n| resource | name | what happened |\n|---|---|---|\n";
        foreach (var action in drifted)
            yield return $"| {MarkdownText.Code(action.Address.ToString())} | {MarkdownText.Of(action.Name ?? string.Empty)} | {WhatHappened(action)} |\n";
        foreach (var remark in drift.Remarks)
            yield return $"\n> **Note** {MarkdownText.Of(PlanSentences.Of(remark))}\n";
        foreach (var action in drifted.Where(a => a.Kind != ActionKind.Create && a.Differences.Length > 0))
            yield return DetailsOf(action);
    }

    private static string WhatHappened(PlannedAction action) => action.Kind == ActionKind.Create
        ? MarkdownText.Of($"deleted: {string.Join("; ", action.Reasons.Select(PlanSentences.Of))}")
        : MarkdownText.Of($"changed{LastChange.Of(action.Live)}");

    private static string DetailsOf(PlannedAction action)
    {
        var text = new StringBuilder($"\n<details><summary>{MarkdownText.Html(action.Address.ToString())}</summary>\n\n```diff\n");
        foreach (var difference in action.Differences)
        {
            var path = SafeText.Line(difference.DisplayPath);
            text.Append($"- {path}: {ValueText.Of(difference.LastApplied)}\n+ {path}: {ValueText.Of(difference.Live)}\n");
            if (difference.Declared is { } declared)
                text.Append($"! conflict: the manifest declares {ValueText.Of(declared)}\n");
        }

        return text.Append("```\n\n</details>\n").ToString();
    }
}
