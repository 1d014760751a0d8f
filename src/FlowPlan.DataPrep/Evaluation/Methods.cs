using System.Collections.Immutable;
using System.Numerics;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Evaluation;

/// <summary>The methods of Java's strings, lists and maps that mappings use.</summary>
internal static class Methods
{
    /// <summary>The methods that are known, for checks: what they are called on, how many arguments they have, and what they return.</summary>
    public static readonly ImmutableDictionary<string, (int Fewest, int Most, ValueKinds Result)> Known = new Dictionary<string, (int, int, ValueKinds)>
    {
        ["equals"] = (1, 1, ValueKinds.Boolean),
        ["equalsIgnoreCase"] = (1, 1, ValueKinds.Boolean),
        ["get"] = (1, 1, ValueKinds.Any),
        ["contains"] = (1, 1, ValueKinds.Boolean),
        ["containsKey"] = (1, 1, ValueKinds.Boolean),
        ["startsWith"] = (1, 1, ValueKinds.Boolean),
        ["endsWith"] = (1, 1, ValueKinds.Boolean),
        ["isEmpty"] = (0, 0, ValueKinds.Boolean),
        ["length"] = (0, 0, ValueKinds.Whole),
        ["size"] = (0, 0, ValueKinds.Whole),
        ["indexOf"] = (1, 1, ValueKinds.Whole),
        ["toLowerCase"] = (0, 0, ValueKinds.Text),
        ["toUpperCase"] = (0, 0, ValueKinds.Text),
        ["trim"] = (0, 0, ValueKinds.Text),
        ["substring"] = (1, 2, ValueKinds.Text),
        ["replace"] = (2, 2, ValueKinds.Text),
        ["concat"] = (1, 1, ValueKinds.Text),
        ["toString"] = (0, 0, ValueKinds.Text),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The result of a method.</summary>
    public static DataValue Invoke(DataValue target, string name, ImmutableArray<DataValue> arguments, Budget budget)
    {
        if (!Known.TryGetValue(name, out var known))
            throw new EvaluationStop($"the method '{name}' is not evaluated offline", isUnknown: true);
        if (arguments.Length < known.Fewest || arguments.Length > known.Most)
            throw new EvaluationStop($"the number of arguments of the method '{name}' is wrong");
        if (target.IsNull)
            throw new EvaluationStop($"the method '{name}' is called on null");
        return (name, target) switch
        {
            ("equals", _) => DataValue.Of(target.Equals(arguments[0])),
            ("toString", _) => DataValue.Of(ValueText.Of(target)),
            (_, DataValue.Text(var text)) => OfText(text, name, arguments, budget),
            (_, DataValue.List(var items)) => OfList(items, name, arguments),
            (_, DataValue.Map map) => OfMap(map, name, arguments),
            _ => throw Missing(name),
        };
    }

    private static DataValue OfText(string text, string name, ImmutableArray<DataValue> arguments, Budget budget)
    {
        string Argument(int index) => arguments[index] is DataValue.Text(var content) ? content : throw new EvaluationStop($"an argument of the method '{name}' is not a string");
        int Position(int index) => arguments[index] is DataValue.Whole(var amount) && amount >= 0 && amount <= text.Length
            ? (int)amount
            : throw new EvaluationStop($"an argument of the method '{name}' is not a position in the string");
        switch (name)
        {
            case "equalsIgnoreCase":
                return DataValue.Of(arguments[0] is DataValue.Text(var other) && text.Equals(other, StringComparison.OrdinalIgnoreCase));
            case "contains":
                return DataValue.Of(text.Contains(Argument(0), StringComparison.Ordinal));
            case "startsWith":
                return DataValue.Of(text.StartsWith(Argument(0), StringComparison.Ordinal));
            case "endsWith":
                return DataValue.Of(text.EndsWith(Argument(0), StringComparison.Ordinal));
            case "isEmpty":
                return DataValue.Of(text.Length == 0);
            case "length":
                return DataValue.Of(new BigInteger(text.Length));
            case "indexOf":
                return DataValue.Of(new BigInteger(text.IndexOf(Argument(0), StringComparison.Ordinal)));
            case "toLowerCase":
                return DataValue.Of(text.ToLowerInvariant());
            case "toUpperCase":
                return DataValue.Of(text.ToUpperInvariant());
            case "trim":
                return DataValue.Of(text.Trim());
            case "substring":
                var (start, end) = (Position(0), arguments.Length > 1 ? Position(1) : text.Length);
                return start <= end ? DataValue.Of(text[start..end]) : throw new EvaluationStop("the end of the substring is before its start");
            case "replace":
                return Library.Texts.Replace(text, Argument(0), Argument(1), budget);
            case "concat":
                budget.Text(text.Length + Argument(0).Length);
                return DataValue.Of(text + Argument(0));
            default:
                throw Missing(name);
        }
    }

    private static DataValue OfList(ImmutableArray<DataValue> items, string name, ImmutableArray<DataValue> arguments) => name switch
    {
        "get" when arguments[0] is DataValue.Whole(var index) => index >= 0 && index < items.Length
            ? items[(int)index]
            : throw new EvaluationStop("the index is outside of the array"),
        "contains" => DataValue.Of(items.Contains(arguments[0])),
        "indexOf" => DataValue.Of(new BigInteger(items.IndexOf(arguments[0]))),
        "isEmpty" => DataValue.Of(items.IsEmpty),
        "size" => DataValue.Of(new BigInteger(items.Length)),
        _ => throw Missing(name),
    };

    private static DataValue OfMap(DataValue.Map map, string name, ImmutableArray<DataValue> arguments) => name switch
    {
        "get" => map[ValueText.Of(arguments[0])],
        "containsKey" => DataValue.Of(map.Entries.ContainsKey(ValueText.Of(arguments[0]))),
        "isEmpty" => DataValue.Of(map.Entries.Count == 0),
        "size" => DataValue.Of(new BigInteger(map.Entries.Count)),
        _ => throw Missing(name),
    };

    private static EvaluationStop Missing(string name) => new($"the value has no method '{name}'");
}
