using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Support;

/// <summary>The leaves of a map by path, as the plan compares them: what a rule takes as a whole is one.</summary>
internal static class Leaves
{
    public static IEnumerable<(FieldPath Path, Value Value)> Of(IResourceKind kind, Value.Map map, FieldPath path = default)
    {
        foreach (var (key, value) in map.Entries)
        {
            var below = path.Then(key);
            if (value is Value.Map inner && !kind.Rules.Any(r => r.IsAtomic && r.Path.Covers(below)))
            {
                foreach (var leaf in Of(kind, inner, below))
                    yield return leaf;
            }
            else
            {
                yield return (below, value);
            }
        }
    }
}
