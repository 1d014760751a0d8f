using System.Globalization;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>Where a result differs from what is expected, by path.</summary>
internal static class ValueDifferences
{
    private const int MostShown = 200;

    /// <summary>A line for each difference. Null and a missing field are the same.</summary>
    public static IEnumerable<string> Of(DataValue expected, DataValue actual, bool isWhole) => Of("", expected, actual, isWhole);

    /// <summary>A value in a line, which is cut where it has more characters than that.</summary>
    public static string Shown(DataValue value, int most = MostShown) => Cut(Json(value), most);

    private static IEnumerable<string> Of(string path, DataValue expected, DataValue actual, bool isWhole)
    {
        if (expected is DataValue.Map wanted && actual is DataValue.Map map)
        {
            var keys = isWhole ? wanted.Entries.Keys.Union(map.Entries.Keys) : wanted.Entries.Keys;
            return keys.SelectMany(k => Of(path.Length == 0 ? k : $"{path}.{k}", wanted[k], map[k], isWhole));
        }

        if (expected is DataValue.List(var items) && actual is DataValue.List(var found) && items.Length == found.Length)
            return items.SelectMany((item, i) => Of($"{path}[{i}]", item, found[i], isWhole));
        return Same(expected, actual) ? [] : [$"{(path.Length == 0 ? "(record)" : path)}: {Difference(Json(expected), Json(actual))}"];
    }

    /// <summary>A date is written as a string; numbers are compared by their amount.</summary>
    private static bool Same(DataValue expected, DataValue actual) => (expected, actual) switch
    {
        (DataValue.Map { Entries.Count: 0 }, DataValue.Nothing) => true,
        (DataValue.Whole(var x), DataValue.Whole(var y)) => x == y,
        _ when IsNumber(expected) && IsNumber(actual) => Amount(expected) == Amount(actual),
        _ => Json(expected) == Json(actual),
    };

    private static bool IsNumber(DataValue value) => (value.Kind & ValueKinds.Number) != 0;

    private static double Amount(DataValue number) => double.Parse(ValueText.Of(number), CultureInfo.InvariantCulture);

    private static string Difference(string expected, string actual)
    {
        var same = expected.AsSpan().CommonPrefixLength(actual);
        return $"expected {Cut(expected)}, got {Cut(actual)}{(same < MostShown ? "" : $"; they differ from character {same + 1} on")}";
    }

    /// <summary>A value as JSON on one line.</summary>
    public static string Json(DataValue value) => JsonValues.ToJson(value) is { } json ? CompactJson.Of(json) : "null";

    private static string Cut(string text, int most = MostShown) => text.Length <= most ? text : text[..most] + "…";
}
