using System.Globalization;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>How a plan looks to people: what happens to what and why, field by field, and the sum.</summary>
internal static class PlanText
{
    private const int WidestPath = 40;

    public static StyledText Of(Plan plan)
    {
        var text = new StyledText();
        var place = $"{plan.Binding.Project} ({plan.Binding.Environment})";
        if (!plan.HasChanges)
        {
            var count = plan.Summary.Unchanged + plan.Summary.Read;
            text.Add("No changes. ", TextStyle.Strong)
                .Line($"{place} in sandbox {plan.Binding.Sandbox} matches the manifest: {Counts.Of(count, "resource")} checked.");
            return AddRemarks(text, plan);
        }

        text.Add($"Plan for {place}", TextStyle.Strong)
            .Line($" in sandbox {plan.Binding.Sandbox} of {plan.Binding.Organization}")
            .Line();
        foreach (var action in plan.Actions.Where(a => a.IsChange))
            AddAction(text, action);
        AddOutputs(text, plan);
        text.Add("Plan: ", TextStyle.Strong).Line(SummaryOf(plan.Summary));
        return AddRemarks(text, plan);
    }

    private static StyledText AddRemarks(StyledText text, Plan plan)
    {
        foreach (var remark in plan.Remarks)
            text.Add("Note: ", TextStyle.Note).Line(remark);
        return text;
    }

    public static string SummaryOf(PlanSummary summary)
    {
        var parts = new (int Number, string Text)[]
        {
            (summary.Create, "to create"),
            (summary.Update, "to update"),
            (summary.Replace, "to replace"),
            (summary.Delete, "to delete"),
            (summary.Adopt, "to adopt"),
            (summary.Forget, "to forget"),
            (summary.Move, "to move"),
            (summary.Unchanged, "unchanged"),
        };
        var present = parts.Where(p => p.Number > 0).Select(p => $"{p.Number.ToString(CultureInfo.InvariantCulture)} {p.Text}").ToList();
        if (summary is { Create: 0, Update: 0, Replace: 0, Delete: 0, Adopt: 0, Forget: 0, Move: 0 })
            present.Insert(0, "only outputs change");
        return string.Join(", ", present) + ".";
    }

    private static void AddAction(StyledText text, PlannedAction action)
    {
        var (sign, verb, style) = Look(action);
        text.Add($"  {sign} {verb} {action.Address}", style);
        if (action.Name is { } name)
            text.Add($"  {ValueText.Of(Value.Of(name))}", TextStyle.Strong);
        text.Line();
        if (action.MovedFrom is { } from)
            text.Line($"      moved from {from}", TextStyle.Faint);
        foreach (var reason in action.Reasons)
            text.Line($"      {reason}", TextStyle.Faint);
        var shown = action.Differences.Where(d => action.Kind != ActionKind.Create || !IsHeading(action, d)).ToList();
        var width = Math.Min(WidestPath, shown.Select(d => PathOf(d).Length).DefaultIfEmpty(0).Max());
        foreach (var difference in shown)
            AddDifference(text, action, difference, width);
        foreach (var consequence in action.Consequences)
            text.Line($"      ! {consequence}", TextStyle.Warning);
        text.Line();
    }

    private static void AddDifference(StyledText text, PlannedAction action, FieldDifference difference, int width)
    {
        var path = PathOf(difference).PadRight(width);
        if (action.Kind == ActionKind.Create)
        {
            text.Add($"      {path}  ").Line(Shown(difference, difference.Planned), difference.Planned is Value.Reference ? TextStyle.Faint : TextStyle.Plain);
            return;
        }

        var (sign, style) = difference switch
        {
            { Planned: null } => ("-", TextStyle.Removed),
            { Live: null } => ("+", TextStyle.Added),
            _ => ("~", TextStyle.Changed),
        };
        text.Add($"      {sign} ", style).Add($"{path}  ");
        if (difference.Live is not null)
            text.Add(Shown(difference, difference.Live)).Add(difference.Planned is null ? string.Empty : " -> ", TextStyle.Faint);
        if (difference.Planned is not null)
            text.Add(Shown(difference, difference.Planned));
        text.Line($"  ({CauseOf(action, difference)})", difference.Cause == DifferenceCause.Both ? TextStyle.Warning : TextStyle.Faint);
    }

    /// <summary>The name stands in the heading already.</summary>
    private static bool IsHeading(PlannedAction action, FieldDifference difference) =>
        difference.Path is "name" or "title" && difference.Planned is Value.Text(var text) && text == action.Name;

    /// <summary>A set is kept as a map of its members to true; it reads better as the members themselves.</summary>
    private static bool IsMember(FieldDifference difference) =>
        (difference.Planned ?? difference.Live) == Value.Of(true) && difference.Path.LastIndexOf('/') is >= 0 and var at && difference.Path.IndexOf("~1", at, StringComparison.Ordinal) > 0;

    /// <summary>A field's path as people read it.</summary>
    public static string PathOf(FieldDifference difference) =>
        IsMember(difference) ? FieldPath.ToDisplay(difference.Path[..difference.Path.LastIndexOf('/')]) : difference.DisplayPath;

    /// <summary>One side of a difference as people read it.</summary>
    public static string Shown(FieldDifference difference, Value? value) =>
        IsMember(difference) ? ValueText.Of(Value.Of(FieldPath.Split(difference.Path)[^1])) : ValueText.Of(value);

    private static string CauseOf(PlannedAction action, FieldDifference difference)
    {
        var cause = difference.Cause switch
        {
            DifferenceCause.Manifest when difference.Planned is null => "removed from manifest",
            DifferenceCause.Manifest when difference.LastApplied is null => "added to manifest",
            DifferenceCause.Manifest => "changed in manifest",
            DifferenceCause.Drift when difference.Live is null => $"removed on the platform{LastChange.Of(action.Live)}",
            DifferenceCause.Drift => $"changed on the platform{LastChange.Of(action.Live)}",
            DifferenceCause.Both => $"conflict: last applied {ValueText.Of(difference.LastApplied)}; changed in manifest, and on the platform{LastChange.Of(action.Live)}",
            _ => "dependency changed",
        };
        return difference.Effect == FieldChangeEffect.Replace ? $"{cause}; forces replacement" : cause;
    }

    private static void AddOutputs(StyledText text, Plan plan)
    {
        if (plan.Outputs.IsEmpty)
            return;
        text.Line("Outputs:", TextStyle.Strong);
        var width = plan.Outputs.Max(o => o.Name.Length);
        foreach (var output in plan.Outputs)
        {
            var (sign, style) = output switch
            {
                { After: null } => ("-", TextStyle.Removed),
                { Before: null } => ("+", TextStyle.Added),
                _ => ("~", TextStyle.Changed),
            };
            text.Add($"  {sign} ", style).Line($"{output.Name.PadRight(width)} = {Shown(output)}");
        }

        text.Line();
    }

    private static string Shown(OutputChange output) => output is { Before: { } before, After: { } after }
        ? $"{ValueText.Of(before)} -> {ValueText.Of(after)}"
        : ValueText.Of(output.After ?? output.Before);

    private static (string Sign, string Verb, TextStyle Style) Look(PlannedAction action) => action.Kind switch
    {
        ActionKind.Create => ("+", "create", TextStyle.Added),
        ActionKind.Update => ("~", "update", TextStyle.Changed),
        ActionKind.Replace when action.CreateBeforeDestroy => ("+/-", "replace", TextStyle.Removed),
        ActionKind.Replace => ("-/+", "replace", TextStyle.Removed),
        ActionKind.Delete => ("-", "delete", TextStyle.Removed),
        ActionKind.Adopt => ("=", "adopt", TextStyle.Added),
        ActionKind.Forget => (".", "forget", TextStyle.Faint),
        _ => (">", "move", TextStyle.Changed),
    };
}
