using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>The rule of a field, and those of the fields below it.</summary>
/// <param name="rule">The rule of the field.</param>
/// <param name="exact">The rules below it that name a key.</param>
/// <param name="other">The rules below it for any other key; null where there are none, and the rule of the field holds below it.</param>
internal sealed class FieldRuleState(FieldRule rule, Dictionary<string, FieldRuleState> exact, FieldRuleState? other)
{
    private readonly FieldRuleState? rest = other ?? (exact.Count == 0 ? null : new(rule, [], null));

    /// <summary>The rule of the field.</summary>
    public FieldRule Rule => rule;

    /// <summary>The rules of the field under a key.</summary>
    public FieldRuleState Below(string key) => exact.TryGetValue(key, out var named) ? named : rest ?? this;

    /// <summary>Whether a value is compared entry by entry; otherwise it is compared as one value.</summary>
    public bool IsInner(Value value) => value is Value.Map { Entries.Length: > 0 } && !rule.IsAtomic;

    /// <summary>Whether a value that is not compared entry by entry declares anything: in a free-form field null and an empty map do not.</summary>
    public bool IsDeclared(Value value) => !rule.IsFreeForm || value is not (Value.Null or Value.Map);
}
