namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>Units that differ only in the keys of their resources. Texts are kept of the first two alone, by which others are compared.</summary>
internal sealed class AlikeGroup
{
    /// <summary>From how many on units are counted in place of shown.</summary>
    private const int Few = 3;

    private readonly List<PlanUnit> units = [];
    private readonly List<UnitTexts> compared = [];

    /// <summary>A group of one unit that no other is compared with.</summary>
    public AlikeGroup(PlanUnit only) => units.Add(only);

    /// <summary>A group that begins with a unit.</summary>
    public AlikeGroup(UnitTexts first) => Add(first);

    /// <summary>Whether everything that is shown of the group would be true of a unit of the same shape.</summary>
    public bool Takes(UnitTexts unit) => unit.Fits(compared);

    /// <summary>Adds a unit that the group takes.</summary>
    public void Add(UnitTexts unit)
    {
        units.Add(unit.Unit);
        if (compared.Count < 2)
            compared.Add(unit);
    }

    /// <summary>What is shown of the group.</summary>
    public IEnumerable<AlikeUnits> Shown() => units.Count < Few
        ? units.Select(unit => new AlikeUnits(unit, [.. unit.Actions.Select(a => ShownAction.Of(a, text => text))], [LabelOf(unit)]))
        : [new(units[0], compared[0].Common(compared[1]), [.. units.Select(LabelOf)])];

    /// <summary>What distinguishes the lead of a unit.</summary>
    private static string LabelOf(PlanUnit unit) => new InstanceMask(unit.Lead.Address).Label;
}
