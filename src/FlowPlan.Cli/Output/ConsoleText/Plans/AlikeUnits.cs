using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Units that differ only in the keys of their resources: the first stands for all.</summary>
/// <param name="First">The first.</param>
/// <param name="Second">The second, which tells what differs; null where there is none.</param>
/// <param name="Masks">What distinguishes each of them.</param>
internal sealed record AlikeUnits(PlanUnit First, PlanUnit? Second, IReadOnlyList<InstanceMask> Masks)
{
    /// <summary>From how many on units are counted in place of shown.</summary>
    private const int Few = 3;

    /// <summary>With how many different units of one pattern another is compared, so that the time stays linear.</summary>
    private const int MostCompared = 16;

    /// <summary>The units in their order, those that are alike as one at the place of the first.</summary>
    public static IEnumerable<AlikeUnits> Of(IReadOnlyList<PlanUnit> units, bool isVerbose)
    {
        if (isVerbose)
            return units.Select(Alone);
        var groups = new List<List<PlanUnit>>();
        var byPattern = new Dictionary<string, List<List<PlanUnit>>>(StringComparer.Ordinal);
        foreach (var unit in units)
        {
            var pattern = new InstanceMask(unit.Lead.Address).Pattern;
            if (!byPattern.TryGetValue(pattern, out var known))
                byPattern.Add(pattern, known = []);
            if (!unit.IsSerious && known.Take(MostCompared).FirstOrDefault(g => AreAlike(g[0], unit)) is { } group)
            {
                group.Add(unit);
                continue;
            }

            groups.Add([unit]);
            if (!unit.IsSerious)
                known.Add(groups[^1]);
        }

        return groups.SelectMany(g => g.Count < Few
            ? g.Select(Alone)
            : [new(g[0], g[1], [.. g.Select(u => new InstanceMask(u.Lead.Address))])]);
    }

    private static AlikeUnits Alone(PlanUnit unit) => new(unit, null, [new(unit.Lead.Address)]);

    private static bool AreAlike(PlanUnit first, PlanUnit second) =>
        first.Parts.Count == second.Parts.Count && first.Actions.Zip(second.Actions).All(p => AreAlike(p.First, p.Second));

    private static bool AreAlike(PlannedAction first, PlannedAction second)
    {
        var (a, b) = (new InstanceMask(first.Address), new InstanceMask(second.Address));
        return first.Kind == second.Kind
            && a.Pattern == b.Pattern
            && first.Differences.Length == second.Differences.Length
            && InstanceMask.AreAlike(first.Name, a, second.Name, b)
            && InstanceMask.AreAlike(first.MovedFrom?.ToString(), a, second.MovedFrom?.ToString(), b)
            && InstanceMask.AreAlike(ReasonsOf(first), a, ReasonsOf(second), b)
            && first.Differences.Zip(second.Differences).All(d => AreAlike(d.First, a, d.Second, b));
    }

    private static bool AreAlike(FieldDifference first, InstanceMask a, FieldDifference second, InstanceMask b) =>
        (first.Cause, first.Effect, first.IsSetMember) == (second.Cause, second.Effect, second.IsSetMember)
        && InstanceMask.AreAlike(first.DisplayPath, a, second.DisplayPath, b)
        && InstanceMask.AreAlike(ValueText.Of(first.Live), a, ValueText.Of(second.Live), b)
        && InstanceMask.AreAlike(ValueText.Of(first.Planned), a, ValueText.Of(second.Planned), b)
        && InstanceMask.AreAlike(ValueText.Of(first.LastApplied), a, ValueText.Of(second.LastApplied), b);

    private static string ReasonsOf(PlannedAction action) => string.Join('\n', action.Reasons.Select(PlanSentences.Of));
}
