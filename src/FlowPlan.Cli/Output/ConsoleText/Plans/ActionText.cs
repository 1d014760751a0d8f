using FlowPlan.Cli.Output.ConsoleText.Plans.Units;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>One action with its fields, or the first of several alike ones that stands for all.</summary>
/// <param name="text">The text.</param>
/// <param name="view">How the plan is shown.</param>
internal sealed class ActionText(StyledText text, PlanView view)
{
    private const int WidestPath = 40;

    /// <summary>Whether something was left out.</summary>
    public bool HasHidden { get; private set; }

    /// <summary>Adds a unit.</summary>
    public void Add(AlikeUnits alike)
    {
        HasHidden |= alike.IsSeveral;
        var lead = alike.Actions[0];
        if (lead.Action.IsChange)
            Add(alike, lead, 2);
        else
            text.Add($"    {alike.Count}{AddressOf(alike, lead.Action)}").Line("  unchanged", TextStyle.Faint);
        foreach (var part in alike.Actions.Skip(1))
            Add(alike, part, 6);
        text.Line();
    }

    private void Add(AlikeUnits alike, ShownAction shown, int indent)
    {
        var action = shown.Action;
        var names = ActionNames.Of(action);
        text.Add($"{Blanks(indent)}{names.Sign} {names.Verb} {alike.Count}{AddressOf(alike, action)}", StyleOf(action.Kind));
        if (shown.Name is { } name)
            text.Add($"  {name}", TextStyle.Strong);
        text.Line();
        if (alike.IsSeveral && ReferenceEquals(shown, alike.Actions[0]))
            text.Line($"{Blanks(indent + 4)}{Quantities.List(alike.Labels)}", TextStyle.Faint);
        if (shown.MovedFrom is { } from)
            text.Line($"{Blanks(indent + 4)}moved from {from}", TextStyle.Faint);
        foreach (var reason in shown.Reasons)
            text.Line($"{Blanks(indent + 4)}{reason}", TextStyle.Faint);
        AddFields(alike.First, shown, indent + 4);
        foreach (var consequence in action.Consequences)
            text.Line($"{Blanks(indent + 4)}! {PlanSentences.Of(consequence)}", TextStyle.Warning);
    }

    private void AddFields(PlanUnit unit, ShownAction action, int indent)
    {
        var all = action.Fields.Where(f => !HiddenFields.IsHeading(action.Action, f.Difference)).ToList();
        var shown = view.IsVerbose ? all : all.FindAll(f => !HiddenFields.Hides(unit, action.Action, f.Difference));
        HasHidden |= shown.Count < all.Count;
        var isNew = action.Action.Kind == ActionKind.Create;
        var flat = shown.FindAll(f => !FieldText.IsTreePart(f.Difference));
        var width = Math.Min(WidestPath, flat.Select(f => TerminalWidth.OfAll(f.Path)).DefaultIfEmpty(0).Max());
        foreach (var field in flat)
        {
            if (isNew)
                text.Add($"{Blanks(indent)}{TerminalWidth.Pad(field.Path, width)}  ").Line(field.Planned, field.Difference.Planned is Value.Reference ? TextStyle.Faint : TextStyle.Plain);
            else
                ChangeText.Add(text, view, field, indent, width);
        }

        FieldTreeText.Add(text, shown.FindAll(f => FieldText.IsTreePart(f.Difference)), isNew, indent);
    }

    private static string AddressOf(AlikeUnits alike, PlannedAction action) =>
        alike.IsSeveral ? new InstanceMask(action.Address).Pattern : action.Address.ToString();

    private static string Blanks(int count) => new(' ', count);

    private static TextStyle StyleOf(ActionKind kind) => kind switch
    {
        ActionKind.Create or ActionKind.Adopt => TextStyle.Added,
        ActionKind.Replace or ActionKind.Delete => TextStyle.Removed,
        ActionKind.Forget => TextStyle.Faint,
        _ => TextStyle.Changed,
    };
}
