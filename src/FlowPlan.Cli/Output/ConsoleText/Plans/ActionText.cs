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
        var unit = alike.First;
        if (unit.Lead.IsChange)
            Add(alike, unit.Lead, alike.Second?.Lead, 2);
        else
            text.Add($"    {(alike.Masks.Count > 1 ? FormattableString.Invariant($"{alike.Masks.Count} x ") : string.Empty)}{AddressOf(alike, unit.Lead)}").Line("  unchanged", TextStyle.Faint);
        for (var i = 0; i < unit.Parts.Count; i++)
            Add(alike, unit.Parts[i], alike.Second?.Parts[i], 6);
        text.Line();
    }

    private void Add(AlikeUnits alike, PlannedAction action, PlannedAction? second, int indent)
    {
        var names = ActionNames.Of(action);
        var count = alike.Masks.Count > 1 ? FormattableString.Invariant($"{alike.Masks.Count} x ") : string.Empty;
        text.Add($"{Blanks(indent)}{names.Sign} {names.Verb} {count}{AddressOf(alike, action)}", StyleOf(action.Kind));
        if (action.Name is { } name)
            text.Add($"  {Masked(alike, action, ValueText.Of(Value.Of(name)), second?.Name is { } other ? ValueText.Of(Value.Of(other)) : null)}", TextStyle.Strong);
        text.Line();
        if (alike.Masks.Count > 1 && ReferenceEquals(action, alike.First.Lead))
            text.Line($"{Blanks(indent + 4)}{Quantities.List(alike.Masks.Select(m => m.Label))}", TextStyle.Faint);
        HasHidden |= alike.Masks.Count > 1;
        if (action.MovedFrom is { } from)
            text.Line($"{Blanks(indent + 4)}moved from {Masked(alike, action, from.ToString(), second?.MovedFrom?.ToString())}", TextStyle.Faint);
        foreach (var reason in action.Reasons)
            text.Line($"{Blanks(indent + 4)}{Masked(alike, action, PlanSentences.Of(reason), second is null ? null : string.Empty)}", TextStyle.Faint);
        AddFields(alike, action, second, indent + 4);
        foreach (var consequence in action.Consequences)
            text.Line($"{Blanks(indent + 4)}! {PlanSentences.Of(consequence)}", TextStyle.Warning);
    }

    private void AddFields(AlikeUnits alike, PlannedAction action, PlannedAction? second, int indent)
    {
        var all = Enumerable.Range(0, action.Differences.Length).Where(i => !HiddenFields.IsHeading(action, action.Differences[i])).ToList();
        var shown = view.IsVerbose ? all : all.FindAll(i => !HiddenFields.Hides(alike.First, action, action.Differences[i]));
        HasHidden |= shown.Count < all.Count;
        var flat = shown.FindAll(i => !FieldTreeText.IsPart(action.Differences[i]));
        var width = Math.Min(WidestPath, flat.Select(i => FieldText.PathOf(action.Differences[i]).Length).DefaultIfEmpty(0).Max());
        foreach (var i in flat)
        {
            var (difference, other) = (action.Differences[i], second?.Differences[i]);
            string Side(Func<FieldDifference, Value?> side) =>
                Masked(alike, action, FieldText.Shown(difference, side(difference)), other is null ? null : FieldText.Shown(other, side(other)));
            if (action.Kind == ActionKind.Create)
                text.Add($"{Blanks(indent)}{FieldText.PathOf(difference).PadRight(width)}  ").Line(Side(d => d.Planned), difference.Planned is Value.Reference ? TextStyle.Faint : TextStyle.Plain);
            else
                ChangeText.Add(text, view, new(indent, FieldText.PathOf(difference), width, Side, difference, CauseText.Of(action, difference)));
        }

        var tree = shown.FindAll(i => FieldTreeText.IsPart(action.Differences[i])).Select(i => action.Differences[i]).ToList();
        FieldTreeText.Add(text, tree, action.Kind == ActionKind.Create, d => CauseText.Of(action, d), indent);
    }

    private static string AddressOf(AlikeUnits alike, PlannedAction action) =>
        alike.Masks.Count > 1 ? new InstanceMask(action.Address).Pattern : action.Address.ToString();

    /// <summary>A text of the first of several, with a mark where that of the second differs.</summary>
    private static string Masked(AlikeUnits alike, PlannedAction action, string first, string? second) =>
        alike.Masks.Count == 1 || first == second ? first : new InstanceMask(action.Address).Apply(first);

    private static string Blanks(int count) => new(' ', count);

    private static TextStyle StyleOf(ActionKind kind) => kind switch
    {
        ActionKind.Create or ActionKind.Adopt => TextStyle.Added,
        ActionKind.Replace or ActionKind.Delete => TextStyle.Removed,
        ActionKind.Forget => TextStyle.Faint,
        _ => TextStyle.Changed,
    };
}
