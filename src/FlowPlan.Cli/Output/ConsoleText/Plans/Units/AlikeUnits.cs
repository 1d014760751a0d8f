namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>One unit, or several that differ only in the keys of their resources: the first stands for all.</summary>
/// <param name="First">The first.</param>
/// <param name="Actions">What is shown of each of its actions: its own texts, or what is true of all.</param>
/// <param name="Labels">What distinguishes each of the units.</param>
internal sealed record AlikeUnits(PlanUnit First, IReadOnlyList<ShownAction> Actions, IReadOnlyList<string> Labels)
{
    /// <summary>From how many on units are counted in place of shown.</summary>
    private const int Few = 3;

    /// <summary>With how many different units of one shape another is compared, so that the time stays linear.</summary>
    private const int MostCompared = 16;

    /// <summary>Whether it stands for several units.</summary>
    public bool IsSeveral => Labels.Count > 1;

    /// <summary>The number of units in front of an address; empty for a single one.</summary>
    public string Count => IsSeveral ? FormattableString.Invariant($"{Labels.Count} x ") : string.Empty;

    /// <summary>The units in their order, those that are alike as one at the place of the first.</summary>
    public static IEnumerable<AlikeUnits> Of(IReadOnlyList<PlanUnit> units, bool isVerbose)
    {
        var groups = new List<List<UnitTexts>>();
        var byShape = new Dictionary<string, List<List<UnitTexts>>>(StringComparer.Ordinal);
        foreach (var unit in units.Select(u => new UnitTexts(u)))
        {
            if (isVerbose || unit.Unit.IsSerious)
            {
                groups.Add([unit]);
                continue;
            }

            if (!byShape.TryGetValue(unit.Shape, out var known))
                byShape.Add(unit.Shape, known = []);
            if (known.Take(MostCompared).FirstOrDefault(unit.Fits) is { } group)
            {
                group.Add(unit);
                continue;
            }

            groups.Add([unit]);
            known.Add(groups[^1]);
        }

        return groups.SelectMany(g => g.Count < Few
            ? g.Select(u => new AlikeUnits(u.Unit, u.Actions, [u.Label]))
            : [new(g[0].Unit, g[0].Common(g[1]), [.. g.Select(u => u.Label)])]);
    }
}
