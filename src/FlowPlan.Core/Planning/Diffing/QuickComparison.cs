using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>
/// Finds that a resource is as declared, without laying out its fields: most resources of most plans are. Where it cannot tell, such as
/// for a secret, an unknown reference or a field that is no longer declared, the field-by-field comparison decides.
/// </summary>
internal static class QuickComparison
{
    /// <summary>Whether every declared field is certainly as it is live, and nothing was recorded that is not declared.</summary>
    public static bool FindsEqual(FieldRuleState rules, FieldComparison comparison, Value.Map wanted, Value.Map? recorded, Value.Map? live)
    {
        var known = 0;
        foreach (var (key, value) in wanted.Entries)
        {
            var (below, before, now) = (rules.Below(key), recorded?[key], live?[key]);
            known += before is null ? 0 : 1;
            if (before is not null && below.IsInner(before) != below.IsInner(value))
                return false;
            var equal = below.IsInner(value)
                ? FindsEqual(below, comparison, (Value.Map)value, before as Value.Map, now as Value.Map)
                : below.IsDeclared(value)
                    ? IsComparable(below, value) && comparison.MatchesLive(below.Rule, FieldPath.Root, value, before, now)
                    : before is null || !below.IsDeclared(before);
            if (!equal)
                return false;
        }

        return known == (recorded?.Entries.Length ?? 0);
    }

    private static bool IsComparable(FieldRuleState rules, Value value) => !rules.Rule.WriteOnly && value is not Value.Reference && !Secrets.In(value);
}
