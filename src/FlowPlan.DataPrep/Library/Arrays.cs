using System.Collections.Immutable;
using System.Numerics;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions on arrays.</summary>
internal static class Arrays
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("coalesce", c => c.Arguments.FirstOrDefault(a => !a.IsNull) ?? DataValue.Null),
        ("first", c => Items(c) is [var first, ..] ? first : DataValue.Null),
        ("last", c => Items(c) is [.., var last] ? last : DataValue.Null),
        ("add_to_array", c => Bounded(c, (c.List(0) ?? []).AddRange(c.Arguments.Skip(1)))),
        ("join_arrays", c => Bounded(c, [.. Enumerable.Range(0, c.Count).SelectMany(i => c.List(i) ?? [])])),
        ("to_array", c => Bounded(c, [.. c.Arguments.Skip(1).Where(a => !a.IsNull || Coercion.IsTrue(c[0]))])),
        ("size_of", c => c[0].IsNull ? DataValue.Null : DataValue.Of(new BigInteger(Coercion.SizeOf(c[0])))),
        ("upsert_array_append", c => c.List(0) is null ? DataValue.Null : c[0]),
        ("upsert_array_replace", c => c.List(0) is null ? DataValue.Null : c[0]),
        ("array_to_string", c => c.List(1) is { } items ? Texts.Joined(c.Text(0) ?? "", Flat(items, c.Budget).Select(ValueText.Of), c.Budget) : DataValue.Null),
        ("filterArray", c => c.List(0) is { } items ? DataValue.Of(items.Where(i => Coercion.IsTrue(c.Invoke(1, i))).ToList()) : DataValue.Null),
        ("transformArray", c => c.List(0) is { } items ? DataValue.Of(items.Select(i => c.Invoke(1, i)).ToList()) : DataValue.Null),
        ("flattenArray", c => Bounded(c, [.. Enumerable.Range(0, c.Count).SelectMany(i => Flat(c.List(i) ?? [], c.Budget))])),
    ];

    /// <summary>The arguments; a single array counts as its items.</summary>
    private static ImmutableArray<DataValue> Items(CallContext call) =>
        call.Arguments is [DataValue.List(var items)] ? items : call.Arguments;

    private static DataValue Bounded(CallContext call, ImmutableArray<DataValue> items)
    {
        call.Budget.Spend(items.Length);
        return DataValue.Of(items);
    }

    private static IEnumerable<DataValue> Flat(IEnumerable<DataValue> items, Budget budget)
    {
        foreach (var item in items)
        {
            budget.Spend(1);
            if (item is not DataValue.List(var inner))
            {
                yield return item;
                continue;
            }

            foreach (var below in Flat(inner, budget))
                yield return below;
        }
    }
}
