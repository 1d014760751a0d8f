using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>Where a result differs from what is expected, by path.</summary>
internal static class ValueDifferences
{
    /// <summary>A line for each difference. Null and a missing field are the same.</summary>
    public static IEnumerable<string> Of(DataValue expected, DataValue actual, bool isWhole) => Of("", expected, actual, isWhole);

    /// <summary>A value in a line.</summary>
    public static string Shown(DataValue value)
    {
        var text = JsonValues.ToJson(value) is { } json ? CompactJson.Of(json) : "null";
        return text.Length <= 200 ? text : text[..200] + "…";
    }

    private static IEnumerable<string> Of(string path, DataValue expected, DataValue actual, bool isWhole)
    {
        if (expected is DataValue.Map wanted && actual is DataValue.Map map)
        {
            var keys = isWhole ? wanted.Entries.Keys.Union(map.Entries.Keys) : wanted.Entries.Keys;
            return keys.SelectMany(k => Of(path.Length == 0 ? k : $"{path}.{k}", wanted[k], map[k], isWhole));
        }

        if (expected is DataValue.List(var items) && actual is DataValue.List(var found) && items.Length == found.Length)
            return items.SelectMany((item, i) => Of($"{path}[{i}]", item, found[i], isWhole));
        return Same(expected, actual) ? [] : [$"{(path.Length == 0 ? "(record)" : path)}: expected {Shown(expected)}, got {Shown(actual)}"];
    }

    /// <summary>A date is written as a string; numbers are compared by their amount.</summary>
    private static bool Same(DataValue expected, DataValue actual) => Shown(expected) == Shown(actual)
        || (expected is DataValue.Map { Entries.Count: 0 } && actual.IsNull)
        || (double.TryParse(ValueText.Of(expected), out var x) && expected is not DataValue.Text && actual is not DataValue.Text && double.TryParse(ValueText.Of(actual), out var y) && x == y);
}
