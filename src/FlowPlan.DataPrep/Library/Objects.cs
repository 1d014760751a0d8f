using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions on objects.</summary>
internal static class Objects
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("is_empty", c => DataValue.Of(c[0].IsNull || (c[0] is DataValue.Text or DataValue.List or DataValue.Map && Coercion.SizeOf(c[0]) == 0))),
        ("arrays_to_objects", Zip),
        ("arrays_to_object", Zip),
        ("to_object", c => DataValue.Of(Pairs(c, 0))),
        ("str_to_object", c => c.Text(0) is { } text ? OfText(text, c.Text(1), c.Text(2), c.Budget) : DataValue.Null),
        ("contains_key", ContainsKey),
        ("is_set", ContainsKey),
        ("nullify", _ => DataValue.Null),
        ("get_keys", c => c.Map(0) is { } map ? DataValue.Of(map.Entries.Keys.Select(DataValue.Of)) : DataValue.Null),
        ("get_values", c => c.Text(0) is { } text && c.Text(1) is { } key ? OfText(text, c.Text(2), c.Text(3), c.Budget)[key] : DataValue.Null),
    ];

    /// <summary>The arguments as keys and values.</summary>
    public static IEnumerable<KeyValuePair<string, DataValue>> Pairs(CallContext call, int from)
    {
        for (var i = from; i + 1 < call.Count; i += 2)
            yield return new(KeyOf(call[i]), call[i + 1]);
    }

    /// <summary>A value as the key of an object.</summary>
    public static string KeyOf(DataValue value) => value.IsNull || value is DataValue.List or DataValue.Map
        ? throw new EvaluationStop("a key is null, an array or an object")
        : ValueText.Of(value);

    private static DataValue ContainsKey(CallContext call) =>
        call.Text(0) is { } path ? DataValue.Of(Records.Has(call.Context.Record, FieldNames.Split(path))) : DataValue.Null;

    private static DataValue Zip(CallContext call)
    {
        var columns = new List<(string Key, System.Collections.Immutable.ImmutableArray<DataValue> Items)>();
        for (var i = 0; i + 1 < call.Count; i += 2)
        {
            if (call.List(i + 1) is { } items)
                columns.Add((KeyOf(call[i]), items));
        }

        var rows = columns.Count == 0 ? 0 : columns.Max(c => c.Items.Length);
        call.Budget.Spend((long)rows * columns.Count);
        return columns.Count == 0 ? DataValue.Null : DataValue.Of(Enumerable.Range(0, rows).Select(row => DataValue.Of(
            columns.Select(c => KeyValuePair.Create(c.Key, row < c.Items.Length ? c.Items[row] : DataValue.Null)))));
    }

    private static DataValue.Map OfText(string text, string? valueSeparator, string? fieldSeparator, Budget budget)
    {
        budget.Spend(text.Length / 4);
        var (values, fields) = (valueSeparator is { Length: > 0 } v ? v : ":", fieldSeparator is { Length: > 0 } f ? f : ",");
        var entries = new List<KeyValuePair<string, DataValue>>();
        foreach (var part in text.Split(fields))
        {
            var at = part.IndexOf(values, StringComparison.Ordinal);
            if (at >= 0)
                entries.Add(new(part[..at].Trim(), DataValue.Of(part[(at + values.Length)..].Trim())));
        }

        return new(entries);
    }
}
