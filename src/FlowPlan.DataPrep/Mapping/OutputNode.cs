using System.Globalization;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Mapping;

/// <summary>A part of the record that a mapping writes: a value, an object or an array.</summary>
internal sealed class OutputNode
{
    private const int MostItems = 1000;

    private DataValue value = DataValue.Null;
    private Dictionary<string, OutputNode>? members;
    private List<OutputNode>? items;

    /// <summary>Writes a value at a path; <c>[*]</c> writes each item of an array into an item.</summary>
    public void Write(ReadOnlySpan<string> path, DataValue written)
    {
        if (path.IsEmpty)
            Replace(written);
        else if (path[0] is "[*]")
            WriteEach(path[1..], written);
        else if (path[0] is ['[', .. var digits, ']'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            Item(index)?.Write(path[1..], written);
        else
            Member(path[0]).Write(path[1..], written);
    }

    /// <summary>What has been written.</summary>
    public DataValue ToValue() => members is not null
        ? DataValue.Of(members.Select(m => KeyValuePair.Create(m.Key, m.Value.ToValue())).Where(m => !m.Value.IsNull))
        : items is not null ? DataValue.Of(items.Select(i => i.ToValue())) : value;

    private void WriteEach(ReadOnlySpan<string> rest, DataValue written)
    {
        if (written is not DataValue.List(var all))
        {
            Item(0)?.Write(rest, written);
            return;
        }

        for (var i = 0; i < all.Length; i++)
            Item(i)?.Write(rest, all[i]);
    }

    private void Replace(DataValue written)
    {
        (value, members, items) = (written, null, null);
        if (written is DataValue.Map map)
            members = map.Entries.ToDictionary(e => e.Key, e => Of(e.Value), StringComparer.Ordinal);
        else if (written is DataValue.List(var all))
            items = [.. all.Select(Of)];
    }

    private static OutputNode Of(DataValue value)
    {
        var node = new OutputNode();
        node.Replace(value);
        return node;
    }

    private OutputNode Member(string name)
    {
        members ??= new(StringComparer.Ordinal);
        return members.TryGetValue(name, out var found) ? found : members[name] = new();
    }

    private OutputNode? Item(int index)
    {
        if (index >= MostItems)
            return null;
        items ??= [];
        while (items.Count <= index)
            items.Add(new());
        return items[index];
    }
}
