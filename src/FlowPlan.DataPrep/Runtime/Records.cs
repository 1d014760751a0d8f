using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>Values within values, by path. What is missing is null.</summary>
internal static class Records
{
    /// <summary>Whether a path leads to a value, which may be null.</summary>
    public static bool Has(DataValue record, ImmutableArray<string> path)
    {
        var parent = path.Length == 1 ? record : Part(record, path[..^1]);
        return parent is DataValue.Map map ? map.Entries.ContainsKey(path[^1]) : !Step(parent, path[^1]).IsNull;
    }

    /// <summary>The part of a value; of an array, the part of each item.</summary>
    public static DataValue Part(DataValue value, ImmutableArray<string> path)
    {
        foreach (var name in path)
            value = Step(value, name);
        return value;
    }

    /// <summary>An item by its index or key.</summary>
    public static DataValue Item(DataValue target, DataValue key) => target switch
    {
        DataValue.Map map => map[ValueText.Of(key)],
        DataValue.List(var items) when Coercion.Number(key) is DataValue.Whole(var index) =>
            index >= 0 && index < items.Length ? items[(int)index] : DataValue.Null,
        DataValue.Nothing => DataValue.Null,
        _ => throw new EvaluationStop("the value before '[' is not an array or an object, or the index is not an integer"),
    };

    private static DataValue Step(DataValue value, string name) => value switch
    {
        DataValue.Map map => map[name],
        DataValue.List list when name is "[*]" => list,
        DataValue.List(var items) when name is ['[', .., ']'] && int.TryParse(name.AsSpan(1, name.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
            index < items.Length ? items[index] : DataValue.Null,
        DataValue.List(var items) => DataValue.Of(items.Select(i => Step(i, name))),
        _ => DataValue.Null,
    };
}
