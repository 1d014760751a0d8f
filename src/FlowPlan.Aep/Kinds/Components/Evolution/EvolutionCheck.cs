using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>Checks the changes of the fields of a component against what uses it. Asks only when a change is restricted at all.</summary>
internal sealed class EvolutionCheck(ComponentUsage usage)
{
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        var restricted = changes.Select(change => (Change: change, Restrictions: RestrictionsOf(change))).Where(c => c.Restrictions.Count > 0).ToList();
        if (restricted.Count == 0)
            return [];
        var users = await usage.ReadAsync(cancellationToken);
        return [.. restricted.SelectMany(c => Describe(c.Change.Desired, c.Restrictions, users.Of(c.Change.Live.Id)))];
    }

    private static IEnumerable<Diagnostic> Describe(DesiredResource desired, List<FieldRestriction> restrictions, IEnumerable<UsingSchema> users)
    {
        var locked = users.Where(s => s.IsLocked).Select(s => s.Describe()).ToList();
        return locked.Count == 0
            ? []
            : restrictions.Select(r => ComponentDiagnostics.Restricted(desired, desired.SpanOf(FieldPath.Of("fields", r.Path)), r.Path, r.Rule, r.IsRefused, locked));
    }

    private static List<FieldRestriction> RestrictionsOf(PlannedChange change)
    {
        var before = change.Live.Fields["fields"] as Value.Map ?? Value.Map.Empty;
        return [.. FieldEvolution.Check(before, After(before, change))];
    }

    /// <summary>The fields after the changes. A field that is no longer declared goes as a whole.</summary>
    private static Value.Map After(Value.Map before, PlannedChange change)
    {
        var declared = change.Desired.Fields["fields"] as Value.Map ?? Value.Map.Empty;
        var after = before.Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
        foreach (var write in change.Writes.Where(c => c.Path.Keys is ["fields", _, ..]))
        {
            var (path, keys) = (write.Path.Keys[1], write.Path.Keys);
            if (declared[path] is null)
                after.Remove(path);
            else
                after[path] = NestedFields.Set(after.GetValueOrDefault(path) as Value.Map ?? Value.Map.Empty, keys.AsSpan()[2..], write.Value)!;
        }

        return Value.Map.Of(after);
    }
}
