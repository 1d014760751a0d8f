using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using FlowPlan.Core.Values;
using Scriban.Runtime;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>Values as expressions see them, and what expressions give as values.</summary>
internal static class ScriptValues
{
    private const int MaxDepth = 50;

    /// <summary>How many values an expression may give. A list that holds the same list twice, and so on, doubles with each level.</summary>
    private const int MaxCount = 1_000_000;

    /// <summary>A value as expressions see it; lists and maps cannot be changed.</summary>
    public static object? ToScript(Value value) => value switch
    {
        Value.Text(var text) => text,
        Value.Bool(var flag) => flag,
        Value.Number(var amount) when decimal.IsInteger(amount) && Math.Abs(amount) <= long.MaxValue => (long)amount,
        Value.Number(var amount) => amount,
        Value.List(var items) => new ScriptArray(items.Select(ToScript)) { IsReadOnly = true },
        Value.Map map => ToObject(map),
        Value.Null => null,
        _ => throw new InvalidOperationException($"A variable cannot be a {value.GetType().Name}."),
    };

    /// <summary>What an expression gave, as a value.</summary>
    /// <exception cref="FormatException">A manifest has no such values.</exception>
    public static Value ToValue(object? result)
    {
        var count = 0;
        return ToValue(result, 0, ref count);
    }

    private static Value ToValue(object? result, int depth, ref int count)
    {
        if (depth > MaxDepth)
            throw new FormatException("it gives a value that is nested too deep");
        if (++count > MaxCount)
            throw new FormatException($"it gives more than {MaxCount} values");
        switch (result)
        {
            case IDictionary<string, object> map:
                var entries = new List<KeyValuePair<string, Value>>(map.Count);
                foreach (var (key, value) in map)
                    entries.Add(new(key, ToValue(value, depth + 1, ref count)));
                return Value.Map.Of(entries);
            case IEnumerable list and not (string or IScriptCustomFunction):
                var items = ImmutableArray.CreateBuilder<Value>();
                foreach (var item in list)
                    items.Add(ToValue(item, depth + 1, ref count));
                return new Value.List(items.ToImmutable());
            default:
                return ToScalar(result);
        }
    }

    private static Value ToScalar(object? result) => result switch
    {
        null => Value.NullValue,
        bool flag => Value.Of(flag),
        string text => Value.Of(text),
        char unit => Value.Of(unit.ToString()),
        int or long or short or byte or uint or ulong => Value.Of(Convert.ToDecimal(result, CultureInfo.InvariantCulture)),
        BigInteger big => BigInteger.Abs(big) < (BigInteger)decimal.MaxValue ? Value.Of((decimal)big) : throw OutOfRange(),
        decimal amount => Value.Of(amount),
        double amount => Math.Abs(amount) < 7.9e28 ? Value.Of((decimal)amount) : throw OutOfRange(),
        float amount => Math.Abs(amount) < 7.9e28f ? Value.Of((decimal)amount) : throw OutOfRange(),
        IScriptCustomFunction => throw new FormatException("it gives a function, not a value"),
        _ => throw new FormatException("it gives no value that a manifest can hold"),
    };

    private static FormatException OutOfRange() => new("it gives a number that is not finite or too large");

    private static ScriptObject ToObject(Value.Map map)
    {
        var target = new ScriptObject();
        foreach (var (key, value) in map.Entries)
            target[key] = ToScript(value)!;
        target.IsReadOnly = true;
        return target;
    }
}
