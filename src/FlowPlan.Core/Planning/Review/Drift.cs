using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Review;

/// <summary>Drift is a plan whose wishes are what was last applied: what then differs, the platform changed.</summary>
public static class Drift
{
    /// <summary>The recorded resources as if a manifest wanted them so.</summary>
    /// <param name="lockfile">The record.</param>
    /// <param name="declared">What the manifest wants by now; only what it ignores counts.</param>
    public static DesiredResources Wishes(Lockfile lockfile, DesiredResources declared)
    {
        var lifecycles = declared.Items.ToDictionary(d => d.Address, d => d.Lifecycle);
        return new([
            .. lockfile.Resources.Select(r => new DesiredResource
            {
                Address = r.Key,
                Fields = r.Value.Fields,
                DependsOn = [.. r.Value.Dependencies.Where(lockfile.Resources.ContainsKey)],
                Lifecycle = lifecycles.GetValueOrDefault(r.Key, Lifecycle.Default) with { PreventDestroy = false },
                Span = SourceSpan.OfFile("lockfile"),
                MayExistElsewhere = true,
            }),
        ]);
    }

    /// <summary>Marks as conflicts the drifted fields that the manifest, too, wants otherwise by now.</summary>
    public static Plan WithConflicts(Plan drift, DesiredResources declared, IResourceProvider provider)
    {
        var wishes = declared.Items.ToDictionary(d => d.Address, d => d.Fields);
        return drift with
        {
            Actions = [.. drift.Actions.Select(a => wishes.TryGetValue(a.Address, out var fields) ? Marked(a, provider.Kind(a.Address.Kind).Canonicalize(fields)) : a)],
        };
    }

    private static PlannedAction Marked(PlannedAction action, Value.Map declared) => action with
    {
        Differences =
        [
            .. action.Differences.Select(d => FieldPath.Find(declared, d.Path) is { } wish && IsAnother(wish, d)
                ? d with { Cause = DifferenceCause.Both, Declared = wish }
                : d),
        ],
    };

    /// <summary>Whether the manifest wants neither what was applied nor what is live. A reference is known to the plan only.</summary>
    private static bool IsAnother(Value wish, FieldDifference difference) =>
        !Value.ReferencesIn(wish).Any()
        && !Secrets.In(wish)
        && !Equals(wish, difference.LastApplied)
        && !Equals(wish, difference.Live);
}
