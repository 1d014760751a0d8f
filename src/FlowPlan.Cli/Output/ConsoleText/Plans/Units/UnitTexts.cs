using System.Globalization;
using System.Text;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>All texts that are shown of a unit, each as it is and with marks for the keys of its resource. Each is made once.</summary>
internal sealed class UnitTexts
{
    private readonly List<(InstanceMask Mask, string Text)> texts = [];
    private readonly IReadOnlyList<InstanceMask> masks;
    private MaskedText?[]? masked;

    public UnitTexts(PlanUnit unit)
    {
        Unit = unit;
        masks = [.. unit.Actions.Select(a => new InstanceMask(a.Address))];
        foreach (var (action, mask) in unit.Actions.Zip(masks))
            ShownAction.Of(action, text => Add(mask, text));

        // Which part belongs to which flow is not shown of several: it must follow from the keys.
        foreach (var part in masks.Skip(1))
            Add(masks[0], string.Join('\n', part.Distinct));
    }

    /// <summary>The unit.</summary>
    public PlanUnit Unit { get; }

    /// <summary>Everything that the texts do not say: two units with the same shape have as many texts, in the same places.</summary>
    public string Shape()
    {
        var shape = new StringBuilder();
        foreach (var (action, mask) in Unit.Actions.Zip(masks))
        {
            shape.Append(mask.Pattern).Append(CultureInfo.InvariantCulture, $" {action.Kind} {action.Name is null} {action.MovedFrom is null} {action.Reasons.Length} ");
            foreach (var difference in action.Differences)
                AddShape(shape, action, difference);
            shape.Append('\n');
        }

        return shape.ToString();
    }

    /// <summary>Whether everything that is shown of a group of this shape would be true of this unit. The first two of a group determine which texts have marks.</summary>
    public bool Fits(IReadOnlyList<UnitTexts> group) => Enumerable.Range(0, texts.Count).All(i =>
        (IsSame(group[0], i) && (group.Count < 2 || group[1].IsSame(group[0], i)))
        || (Masked(i) == group[0].Masked(i) && (group.Count < 2 || !group[1].IsSame(group[0], i))));

    /// <summary>The texts as they are shown of a group that begins with this unit.</summary>
    /// <param name="second">The second of the group.</param>
    public IReadOnlyList<ShownAction> Common(UnitTexts second)
    {
        var next = 0;
        string Next(string text)
        {
            var i = next++;
            return IsSame(second, i) ? text : Masked(i).Text;
        }

        return [.. Unit.Actions.Select(a => ShownAction.Of(a, Next))];
    }

    private string Add(InstanceMask mask, string text)
    {
        texts.Add((mask, text));
        return text;
    }

    private bool IsSame(UnitTexts other, int i) => texts[i].Text == other.texts[i].Text;

    private MaskedText Masked(int i) => (masked ??= new MaskedText?[texts.Count])[i] ??= texts[i].Mask.Apply(texts[i].Text);

    private void AddShape(StringBuilder shape, PlannedAction action, FieldDifference difference)
    {
        shape.Append((int)difference.Cause).Append('/').Append((int)difference.Effect);
        ReadOnlySpan<bool> marks =
        [
            difference.Live is null,
            difference.Planned is null,
            difference.Planned is Value.Reference,
            difference.IsSetMember,
            FieldText.IsTreePart(difference),
            HiddenFields.IsHeading(action, difference),
            HiddenFields.Hides(Unit, action, difference),
        ];
        foreach (var mark in marks)
            shape.Append(mark ? '1' : '0');
        shape.Append(';');
    }
}
