using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Review;

/// <summary>Drift is a plan from the last applied fields instead of the manifest: every difference is a change on the platform.</summary>
public static class Drift
{
    /// <summary>The resources of the state as if a manifest declared them.</summary>
    /// <param name="lockfile">The state.</param>
    /// <param name="declared">The manifest, of which only <c>lifecycle</c> counts.</param>
    public static DesiredResources DesiredFromState(Lockfile lockfile, DesiredResources declared)
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
            }),
        ]);
    }

    /// <summary>Marks drifted fields as conflicts if the manifest declares another value as well.</summary>
    public static Plan WithConflicts(Plan drift, DesiredResources declared, IResourceProvider provider)
    {
        var wanted = declared.Items.ToDictionary(d => d.Address, d => d.Fields);
        return drift with
        {
            Actions = [.. drift.Actions.Select(a => wanted.TryGetValue(a.Address, out var fields) ? WithDeclared(a, provider.Kind(a.Address.Kind), fields) : a)],
        };
    }

    private static PlannedAction WithDeclared(PlannedAction action, BoundKind kind, Value.Map fields)
    {
        var (rules, declared) = (FieldRuleSet.Of(kind), kind.Canonicalize(fields));
        return action with
        {
            Differences =
            [
                .. action.Differences.Select(d => FieldPath.Find(declared, d.Path) is { } value && IsConflict(rules.For(d.Path), value, d)
                    ? d with { Cause = DifferenceCause.Both, Declared = value }
                    : d),
            ],
        };
    }

    /// <summary>Whether the manifest declares neither what was applied nor what is live. Only a plan can resolve a reference.</summary>
    private static bool IsConflict(FieldRule rule, Value declared, FieldDifference difference) =>
        !Value.ReferencesIn(declared).Any()
        && !Secrets.In(declared)
        && !FieldComparison.Same(rule, declared, difference.LastApplied)
        && !FieldComparison.Same(rule, declared, difference.Live);
}
