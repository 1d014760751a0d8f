using System.Globalization;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>A plan for people: what happens to which resource and why, field by field, and the summary.</summary>
internal static class PlanText
{
    private const int WidestPath = 40;

    public static StyledText Of(Plan plan)
    {
        var text = new StyledText();
        var place = $"{plan.Binding.Project} ({plan.Binding.Environment})";
        if (!plan.HasChanges)
        {
            var summary = plan.Summarize();
            text.Add("No changes. ", TextStyle.Strong)
                .Line($"{place} in sandbox {plan.Binding.Sandbox} matches the manifest: {Quantity.Of(summary.Unchanged + summary.Read, "resource")} checked.");
            return AddRemarks(text, plan);
        }

        text.Add($"Plan for {place}", TextStyle.Strong)
            .Line($" in sandbox {plan.Binding.Sandbox} of {plan.Binding.Organization}")
            .Line();
        foreach (var action in plan.Actions.Where(a => a.IsChange))
            AddAction(text, action);
        AddOutputs(text, plan);
        text.Add("Plan: ", TextStyle.Strong).Line(SummaryOf(plan.Summarize()));
        return AddRemarks(text, plan);
    }

    private static StyledText AddRemarks(StyledText text, Plan plan)
    {
        foreach (var remark in plan.Remarks)
            text.Add("Note: ", TextStyle.Note).Line(PlanSentences.Of(remark));
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
            (summary.Import, "to import"),
            (summary.Forget, "to forget"),
            (summary.Move, "to move"),
            (summary.Unchanged, "unchanged"),
            (summary.Deferred, "deferred"),
        };
        var present = parts.Where(p => p.Number > 0).Select(p => $"{p.Number.ToString(CultureInfo.InvariantCulture)} {p.Text}").ToList();
        if (summary.HasNoAction)
            present.Insert(0, "only outputs change");
        return string.Join(", ", present) + ".";
    }

    private static void AddAction(StyledText text, PlannedAction action)
    {
        var names = ActionNames.Of(action);
        text.Add($"  {names.Sign} {names.Verb} {action.Address}", StyleOf(action.Kind));
        if (action.Name is { } name)
            text.Add($"  {ValueText.Of(Value.Of(name))}", TextStyle.Strong);
        text.Line();
        if (action.MovedFrom is { } from)
            text.Line($"      moved from {from}", TextStyle.Faint);
        foreach (var reason in action.Reasons)
            text.Line($"      {PlanSentences.Of(reason)}", TextStyle.Faint);
        var shown = action.Differences.Where(d => action.Kind != ActionKind.Create || !IsHeading(action, d)).ToList();
        var tree = shown.FindAll(FieldTreeText.IsPart);
        var flat = shown.FindAll(d => !FieldTreeText.IsPart(d));
        var width = Math.Min(WidestPath, flat.Select(d => PathOf(d).Length).DefaultIfEmpty(0).Max());
        foreach (var difference in flat)
            AddDifference(text, action, difference, width);
        FieldTreeText.Add(text, tree, action.Kind == ActionKind.Create, d => CauseOf(action, d));
        foreach (var consequence in action.Consequences)
            text.Line($"      ! {PlanSentences.Of(consequence)}", TextStyle.Warning);
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

    /// <summary>The heading already shows the name.</summary>
    private static bool IsHeading(PlannedAction action, FieldDifference difference) =>
        difference.Path.Keys is ["name" or "title"] && difference.Planned is Value.Text(var text) && text == action.Name;

    /// <summary>A field's path as people read it; the member of a set is shown as the value.</summary>
    public static string PathOf(FieldDifference difference) =>
        SafeText.Line(IsSetMember(difference) ? difference.Path.Parent.ToDisplay() : difference.DisplayPath);

    /// <summary>One side of a difference as people read it.</summary>
    public static string Shown(FieldDifference difference, Value? value) =>
        ValueText.Of(IsSetMember(difference) ? Value.Of(difference.Path.LastKey) : value);

    /// <summary>A saved plan may be edited: a member without a set is shown like any field.</summary>
    private static bool IsSetMember(FieldDifference difference) => difference.IsSetMember && difference.Path.Length > 1;

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

    private static TextStyle StyleOf(ActionKind kind) => kind switch
    {
        ActionKind.Create or ActionKind.Adopt => TextStyle.Added,
        ActionKind.Replace or ActionKind.Delete => TextStyle.Removed,
        ActionKind.Forget => TextStyle.Faint,
        _ => TextStyle.Changed,
    };
}
