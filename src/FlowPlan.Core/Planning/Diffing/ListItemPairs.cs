using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>
/// Pairs the items of a declared list with those of the live list by what is not ignored in them: the item at the same index first, then the
/// first free one that is equal. If the lists are equally long, an item without an equal pairs with the one at its index. A new item has no partner.
/// </summary>
internal static class ListItemPairs
{
    /// <summary>For each declared item the index of its live partner, or null. Linear in the number of items.</summary>
    /// <param name="declared">The declared items without what is ignored; null where the whole item is.</param>
    /// <param name="live">The live items without what is ignored.</param>
    public static ImmutableArray<int?> Of(ImmutableArray<Value?> declared, ImmutableArray<Value?> live)
    {
        var partners = new int?[declared.Length];
        var taken = new bool[live.Length];
        for (var i = 0; i < Math.Min(declared.Length, live.Length); i++)
        {
            if (Equals(declared[i], live[i]))
                Pair(i, i);
        }

        var free = new Dictionary<ValueTuple<Value?>, Queue<int>>();
        for (var j = 0; j < live.Length; j++)
        {
            if (taken[j])
                continue;
            if (!free.TryGetValue(new(live[j]), out var equal))
                free[new(live[j])] = equal = new();
            equal.Enqueue(j);
        }

        for (var i = 0; i < declared.Length; i++)
        {
            if (partners[i] is null && free.TryGetValue(new(declared[i]), out var equal) && equal.TryDequeue(out var j))
                Pair(i, j);
        }

        for (var i = 0; declared.Length == live.Length && i < declared.Length; i++)
        {
            if (partners[i] is null && !taken[i])
                Pair(i, i);
        }

        return [.. partners];

        void Pair(int i, int j)
        {
            partners[i] = j;
            taken[j] = true;
        }
    }
}
