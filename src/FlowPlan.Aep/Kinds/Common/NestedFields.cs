using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Single fields within nested values.</summary>
internal static class NestedFields
{
    /// <summary>A value in which the field under these keys has another value.</summary>
    /// <param name="value">The value; null for none.</param>
    /// <param name="keys">The keys that lead to the field; none for the value itself.</param>
    /// <param name="to">What the field is to be; null removes it.</param>
    public static Value? Set(Value? value, ReadOnlySpan<string> keys, Value? to)
    {
        if (keys.IsEmpty)
            return to;
        var map = value as Value.Map ?? Value.Map.Empty;
        return Set(map[keys[0]], keys[1..], to) is { } made ? map.With(keys[0], made) : map.Without(keys[0]);
    }
}
