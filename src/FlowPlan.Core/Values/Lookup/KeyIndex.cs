namespace FlowPlan.Core.Values.Lookup;

/// <summary>Finds the item of a key in a list that grows. Most lists are short, and looking through them is quicker than a table.</summary>
/// <param name="items">The items; more may be added, and one may be replaced by another of the same key.</param>
/// <param name="keyOf">The key of an item; each occurs once.</param>
/// <param name="first">The position of the first item that counts.</param>
internal sealed class KeyIndex<T>(List<T> items, Func<T, string> keyOf, int first = 0)
{
    /// <summary>From how many items on finding one goes through a table.</summary>
    private const int Many = 12;

    private Dictionary<string, int>? table;

    /// <summary>The position of the item of a key; -1 where there is none.</summary>
    public int Find(string key)
    {
        if (items.Count - first < Many)
        {
            for (var i = first; i < items.Count; i++)
            {
                if (keyOf(items[i]) == key)
                    return i;
            }

            return -1;
        }

        table ??= new(StringComparer.Ordinal);
        for (var i = first + table.Count; i < items.Count; i++)
            table.Add(keyOf(items[i]), i);
        return table.GetValueOrDefault(key, -1);
    }

    /// <summary>Begins again, when all items were removed.</summary>
    public void Clear() => table = null;
}
