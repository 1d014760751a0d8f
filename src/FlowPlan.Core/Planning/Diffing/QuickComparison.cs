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
            var before = recorded?[key];
            known += before is null ? 0 : 1;
            if (!IsEqual(rules.Below(key), comparison, value, before, live?[key]))
                return false;
        }

        return known == (recorded?.Entries.Length ?? 0);
    }

    private static bool IsEqual(FieldRuleState rules, FieldComparison comparison, Value wanted, Value? recorded, Value? live)
    {
        if (recorded is not null && rules.IsInner(recorded) != rules.IsInner(wanted))
            return false;
        if (rules.IsInner(wanted))
            return FindsEqual(rules, comparison, (Value.Map)wanted, recorded as Value.Map, live as Value.Map);
        var before = recorded is not null && rules.IsDeclared(recorded) ? recorded : null;
        return rules.IsDeclared(wanted)
            ? IsComparable(rules, wanted) && comparison.MatchesLive(rules.Rule, FieldPath.Root, wanted, before, live)
            : before is null;
    }

    private static bool IsComparable(FieldRuleState rules, Value value) => !rules.Rule.WriteOnly && value is not Value.Reference && !Secrets.In(value);
}
