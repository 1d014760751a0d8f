using System.Globalization;
using FlowPlan.Cli.Output.ConsoleText.Plans;
using FlowPlan.Cli.Output.ConsoleText.Plans.Units;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>A plan for people: what happens to which resource and why, field by field, and the summary.</summary>
internal static class PlanText
{
    /// <summary>How many pieces of text a part has at least. The whole text of 10,000 resources, with its copies, took 60 MB.</summary>
    private const int PartPieces = 1000;

    /// <summary>The plan at 80 columns, with what is alike counted.</summary>
    public static StyledText Of(Plan plan) => Of(plan, new());

    /// <summary>The plan as a view asks for.</summary>
    public static StyledText Of(Plan plan, PlanView view) => PartsOf(plan, view).Aggregate(new StyledText(), (whole, part) => whole.Add(part));

    /// <summary>The same in parts of whole lines.</summary>
    public static IEnumerable<StyledText> PartsOf(Plan plan, PlanView view) => Unwrapped(plan, view).Select(part => LineWrap.To(part, view.Width));

    private static IEnumerable<StyledText> Unwrapped(Plan plan, PlanView view)
    {
        var text = new StyledText();
        var place = $"{plan.Binding.Project} ({plan.Binding.Environment})";
        if (!plan.HasChanges)
        {
            var summary = plan.Summarize();
            text.Add("No changes. ", TextStyle.Strong)
                .Line($"{place} in sandbox {plan.Binding.Sandbox} matches the manifest: {Quantity.Of(summary.Unchanged + summary.Read, "resource")} checked.");
            yield return AddRemarks(text, plan);
            yield break;
        }

        text.Add($"{(plan.Options.Mode == PlanMode.Destroy ? "Plan to destroy" : "Plan for")} {place}", TextStyle.Strong)
            .Line($" in sandbox {plan.Binding.Sandbox} of {plan.Binding.Organization}")
            .Line();
        SeriousText.Add(text, plan);
        var actions = new ActionText(text, view);
        foreach (var unit in AlikeUnits.Of(PlanUnits.Of(plan), view.IsVerbose))
        {
            actions.Add(unit);
            if (text.Pieces.Count >= PartPieces)
                yield return text.TakeLines();
        }

        AddOutputs(text, plan);
        text.Add("Plan: ", TextStyle.Strong).Line(SummaryOf(plan.Summarize()));
        if (Quantities.ByKind(plan) is { Length: > 0 } kinds)
            text.Line($"      {kinds}", TextStyle.Faint);
        if (actions.HasHidden)
            text.Line("      --verbose shows every field and every action.", TextStyle.Faint);
        yield return AddRemarks(text, plan);
    }

    /// <summary>A line for each remark of a plan or of drift.</summary>
    public static StyledText AddRemarks(StyledText text, Plan plan)
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

    private static void AddOutputs(StyledText text, Plan plan)
    {
        if (plan.Outputs.IsEmpty)
            return;
        text.Line("Outputs:", TextStyle.Strong);
        var width = plan.Outputs.Max(o => TerminalWidth.OfAll(o.Name));
        foreach (var output in plan.Outputs)
        {
            var (sign, style) = output switch
            {
                { After: null } => ("-", TextStyle.Removed),
                { Before: null } => ("+", TextStyle.Added),
                _ => ("~", TextStyle.Changed),
            };
            text.Add($"  {sign} ", style).Line($"{TerminalWidth.Pad(output.Name, width)} = {Shown(output)}");
        }

        text.Line();
    }

    private static string Shown(OutputChange output) => output is { Before: { } before, After: { } after }
        ? $"{ValueText.Of(before)} -> {ValueText.Of(after)}"
        : ValueText.Of(output.After ?? output.Before);
}
