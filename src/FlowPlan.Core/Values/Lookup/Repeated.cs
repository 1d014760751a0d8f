namespace FlowPlan.Core.Values.Lookup;

/// <summary>Gives equal values the same object: thousands of resources of a manifest repeat a few dozen keys and paths.</summary>
/// <param name="most">How many are remembered. Where there are more, such as keys of resources, they are all different and not worth it.</param>
/// <param name="comparer">Which are equal.</param>
public sealed class Repeated<T>(int most, IEqualityComparer<T>? comparer = null)
{
    private readonly HashSet<T> known = new(comparer);

    /// <summary>The first value that was equal to this one.</summary>
    public T Of(T value)
    {
        if (known.TryGetValue(value, out var first))
            return first;
        if (known.Count < most)
            known.Add(value);
        return value;
    }
}
