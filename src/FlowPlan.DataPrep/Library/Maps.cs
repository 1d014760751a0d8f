using System.Collections.Immutable;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions on maps.</summary>
internal static class Maps
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("map_get_values", Get),
        ("map_has_keys", c => c.Map(0) is { } map && !c[1].IsNull ? DataValue.Of(Keys(c[1]).Any(map.Entries.ContainsKey)) : DataValue.Null),
        ("add_to_map", c => c.Arguments.All(a => a.IsNull)
            ? DataValue.Null
            : DataValue.Of(Enumerable.Range(0, c.Count).Reverse().SelectMany(i => c.Map(i)?.Entries ?? ImmutableDictionary<string, DataValue>.Empty))),
        ("object_to_map", ToMap),
        ("array_to_map", c => c.List(0) is { } items && c.Text(1) is { } key ? ByKey(items, key) : DataValue.Null),
        ("to_map", c => c.Arguments.Any(a => a.IsNull) ? DataValue.Null : DataValue.Of(Objects.Pairs(c, 0))),
    ];

    private static DataValue Get(CallContext call)
    {
        if (call.Map(0) is not { } map || call[1].IsNull)
            return DataValue.Null;
        return call[1] is DataValue.List
            ? DataValue.Of(Keys(call[1]).Where(map.Entries.ContainsKey).Select(k => KeyValuePair.Create(k, map[k])))
            : map[ValueText.Of(call[1])];
    }

    private static IEnumerable<string> Keys(DataValue value) => value is DataValue.List(var items) ? items.Select(ValueText.Of) : [ValueText.Of(value)];

    /// <summary>The three forms: an object, an array of objects with the bare name of their key, keys and values.</summary>
    private static DataValue ToMap(CallContext call)
    {
        if (call.Count == 1)
            return call.Map(0) is { } map ? map : DataValue.Null;
        if (call is { Count: 2 } && call[0] is DataValue.List(var items))
            return ByKey(items, call.Call.Arguments[1] is Expression.Field field ? field.Name : call.Text(1) ?? "");
        if (call.Count % 2 != 0)
            throw new EvaluationStop("a key has no value");
        return call.Arguments.Any(a => a.IsNull) ? DataValue.Null : DataValue.Of(Objects.Pairs(call, 0));
    }

    private static DataValue ByKey(ImmutableArray<DataValue> items, string key) => DataValue.Of(items
        .OfType<DataValue.Map>()
        .Where(item => !item[key].IsNull)
        .Select(item => KeyValuePair.Create(Objects.KeyOf(item[key]), (DataValue)item)));
}
