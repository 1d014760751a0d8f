using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Support;

/// <summary>What a service may make of a free-form value: it adds entries, leaves out nulls or gives them a default, and respells numbers and booleans.</summary>
internal static class Respelling
{
    private static readonly string[] Names = ["name", "path", "a.b", "c/d", "recursive"];

    /// <summary>A random free-form map, with nulls, empty values and lists.</summary>
    public static Value.Map Declared(Random random, int depth = 3) => Value.Map.Of(
        Names.Where(_ => random.Next(3) > 0).Select(name => KeyValuePair.Create(name, Any(random, depth))));

    /// <summary>The map as a service gives it back.</summary>
    /// <param name="random">The choices.</param>
    /// <param name="declared">The map.</param>
    /// <param name="keepsNulls">Whether the service keeps an entry that is null, with a default as its value.</param>
    public static Value.Map Answer(Random random, Value.Map declared, bool keepsNulls) => (Value.Map)Answer(random, (Value)declared, keepsNulls);

    private static Value Answer(Random random, Value declared, bool keepsNulls) => declared switch
    {
        Value.Map map => Value.Map.Of(
        [
            .. map.Entries
                .Where(e => keepsNulls || e.Value is not Value.Null)
                .Select(e => KeyValuePair.Create(e.Key, e.Value is Value.Null ? Value.Of("a default") : Answer(random, e.Value, keepsNulls))),
            .. Enumerable.Range(0, random.Next(3)).Select(i => KeyValuePair.Create($"of the service {i}", Any(random, 1))),
        ]),
        Value.List(var items) => new Value.List([.. items.Select(i => Answer(random, i, keepsNulls))]),
        Value.Number or Value.Bool when random.Next(2) == 0 => Value.Of(declared.ToString()!),
        Value.Text { Content: "true" } when random.Next(2) == 0 => Value.Of(true),
        Value.Text { Content: "12.5" } when random.Next(2) == 0 => Value.Of(12.50m),
        _ => declared,
    };

    private static Value Any(Random random, int depth) => random.Next(depth == 0 ? 7 : 10) switch
    {
        0 => Value.NullValue,
        1 => Value.Of(random.Next(2) == 0),
        2 => Value.Of(random.Next(100) / 4m),
        3 => Value.Of("12.5"),
        4 => Value.Of("true"),
        5 => Value.Of(string.Empty),
        6 => Value.Of($"text {random.Next(3)}"),
        7 => new Value.List([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random, depth - 1))]),
        _ => Declared(random, depth - 1),
    };
}
