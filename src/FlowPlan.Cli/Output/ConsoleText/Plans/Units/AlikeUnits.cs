namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>One unit, or several that differ only in the keys of their resources: the first stands for all.</summary>
/// <param name="First">The first.</param>
/// <param name="Actions">What is shown of each of its actions: its own texts, or what is true of all.</param>
/// <param name="Labels">What distinguishes each of the units.</param>
internal sealed record AlikeUnits(PlanUnit First, IReadOnlyList<ShownAction> Actions, IReadOnlyList<string> Labels)
{
    /// <summary>With how many different units of one shape another is compared, so that the time stays linear.</summary>
    private const int MostCompared = 16;

    /// <summary>Whether it stands for several units.</summary>
    public bool IsSeveral => Labels.Count > 1;

    /// <summary>The number of units in front of an address; empty for a single one.</summary>
    public string Count => IsSeveral ? FormattableString.Invariant($"{Labels.Count} x ") : string.Empty;

    /// <summary>The units in their order, those that are alike as one at the place of the first.</summary>
    public static IEnumerable<AlikeUnits> Of(IReadOnlyList<PlanUnit> units, bool isVerbose)
    {
        var groups = new List<AlikeGroup>();
        var byShape = new Dictionary<string, List<AlikeGroup>>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            if (isVerbose || unit.IsSerious)
            {
                groups.Add(new(unit));
                continue;
            }

            var texts = new UnitTexts(unit);
            var shape = texts.Shape();
            if (!byShape.TryGetValue(shape, out var known))
                byShape.Add(shape, known = []);
            if (known.Find(g => g.Takes(texts)) is { } group)
            {
                group.Add(texts);
                continue;
            }

            // What nothing is compared with needs no texts: those of 10,000 units take a fifth of the memory of their plan.
            if (known.Count == MostCompared)
            {
                groups.Add(new(unit));
                continue;
            }

            known.Add(new(texts));
            groups.Add(known[^1]);
        }

        return groups.SelectMany(g => g.Shown());
    }
}
