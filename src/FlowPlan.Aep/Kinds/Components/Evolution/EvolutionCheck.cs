using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>Checks the changes of the fields of a component against what uses it. Asks only when a change is restricted at all.</summary>
internal sealed class EvolutionCheck(ComponentUsage usage)
{
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(
        DesiredResource desired, LiveObject live, IReadOnlyList<FieldWrite> changes, CancellationToken cancellationToken)
    {
        var before = live.Fields["fields"] as Value.Map ?? Value.Map.Empty;
        var restrictions = FieldEvolution.Check(before, After(before, desired, changes)).ToList();
        if (restrictions.Count == 0)
            return [];
        var locked = (await usage.FindAsync(live.Id, cancellationToken)).Where(s => s.IsLocked).Select(s => s.Describe()).ToList();
        return locked.Count == 0
            ? []
            : [.. restrictions.Select(r => ComponentDiagnostics.Restricted(desired, IChangeGuard.SpanOf(desired, FieldPath.Of("fields", r.Path)), r.Path, r.Rule, r.IsRefused, locked))];
    }

    /// <summary>The fields after the changes. A field that is no longer declared goes as a whole.</summary>
    private static Value.Map After(Value.Map before, DesiredResource desired, IReadOnlyList<FieldWrite> changes)
    {
        var declared = desired.Fields["fields"] as Value.Map ?? Value.Map.Empty;
        var after = before;
        foreach (var change in changes.Where(c => c.Path.Keys is ["fields", _, ..]))
        {
            var (path, keys) = (change.Path.Keys[1], change.Path.Keys);
            after = declared[path] is null
                ? after.Without(path)
                : after.With(path, Set(after[path] as Value.Map ?? Value.Map.Empty, keys.AsSpan()[2..], change.Value));
        }

        return after;
    }

    private static Value.Map Set(Value.Map map, ReadOnlySpan<string> keys, Value? value)
    {
        if (keys.Length > 1)
            return map.With(keys[0], Set(map[keys[0]] as Value.Map ?? Value.Map.Empty, keys[1..], value));
        return value is null ? map.Without(keys[0]) : map.With(keys[0], value);
    }
}
