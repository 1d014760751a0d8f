using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>Drift for people: what was recorded, what is live, and who changed it when.</summary>
internal static class DriftText
{
    public static StyledText Of(Plan plan)
    {
        var text = new StyledText();
        var place = $"{plan.Binding.Project} ({plan.Binding.Environment})";
        var drifted = plan.Actions.Where(a => a.IsChange).ToList();
        var all = Quantity.Of(plan.Actions.Length, "resource");
        if (drifted.Count == 0)
        {
            text.Add("No drift. ", TextStyle.Strong).Line($"{place} in sandbox {plan.Binding.Sandbox} matches the last apply: {all} checked.");
            return PlanText.AddRemarks(text, plan);
        }

        text.Add($"Drift of {place}", TextStyle.Strong).Line($" in sandbox {plan.Binding.Sandbox}").Line();
        foreach (var action in drifted)
            AddAction(text, action);
        text.Add($"{drifted.Count} of {all} drifted.", TextStyle.Strong).Line().Line("Apply reverts them; to keep a change, add it to the manifest.");
        return PlanText.AddRemarks(text, plan);
    }

    private static void AddAction(StyledText text, PlannedAction action)
    {
        var gone = action.Kind == ActionKind.Create;
        text.Add($"  {(gone ? "-" : "~")} {action.Address}", gone ? TextStyle.Removed : TextStyle.Changed);
        if (action.Name is { } name)
            text.Add($"  {ValueText.Of(Core.Values.Value.Of(name))}", TextStyle.Strong);
        text.Line(gone ? "  deleted" : $"  changed{LastChange.Of(action.Live)}", TextStyle.Faint);
        if (gone)
        {
            text.Line($"      {string.Join("; ", action.Reasons.Select(PlanSentences.Of))}", TextStyle.Faint).Line();
            return;
        }

        var width = action.Differences.Select(d => TerminalWidth.OfAll(SafeText.Line(d.DisplayPath))).DefaultIfEmpty(0).Max();
        foreach (var difference in action.Differences)
        {
            text.Add($"      {TerminalWidth.Pad(SafeText.Line(difference.DisplayPath), width)}  {ValueText.Of(difference.LastApplied)} -> {ValueText.Of(difference.Live)}");
            if (difference.Declared is { } declared)
                text.Add($"  (conflict: the manifest declares {ValueText.Of(declared)})", TextStyle.Warning);
            text.Line();
        }

        text.Line();
    }
}
