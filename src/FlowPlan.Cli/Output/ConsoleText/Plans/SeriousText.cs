using FlowPlan.Cli.Output.ConsoleText.Plans.Units;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>What a reader must not miss, before everything else: deletions, replacements, and what they do to people and data.</summary>
internal static class SeriousText
{
    public static void Add(StyledText text, Plan plan)
    {
        var changes = plan.Actions.Where(a => a.IsChange).ToList();

        // A single change is in sight anyway.
        var serious = changes.Count > 1 ? changes.FindAll(PlanUnit.IsSeriousAction) : [];
        if (serious.Count == 0)
            return;
        text.Line("Consequences:", TextStyle.Strong);
        foreach (var action in serious)
        {
            text.Add($"  ! {ActionNames.Of(action).Verb} {action.Address}", TextStyle.Warning);
            text.Line(action.Consequences.IsEmpty ? string.Empty : $": {string.Join("; ", action.Consequences.Select(PlanSentences.Of))}");
        }

        text.Line();
    }
}
