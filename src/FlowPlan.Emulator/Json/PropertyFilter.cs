using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowPlan.Emulator.Json;

/// <summary>A filter of a list, such as <c>state==enabled</c>: a path of keys, an operator, and a value.</summary>
internal sealed partial class PropertyFilter
{
    private readonly string[] path;

    private PropertyFilter(Match match)
    {
        path = match.Groups["path"].Value.Split('.');
        Operator = match.Groups["operator"].Value;
        Value = match.Groups["value"].Value;
    }

    public string Path => string.Join('.', path);

    public string Operator { get; }

    public string Value { get; }

    /// <summary>Whether the operator compares, which it does with one value only.</summary>
    public bool IsComparison => Operator is not ("==" or "!=");

    /// <summary>Reads a filter; null if the text has no operator.</summary>
    public static PropertyFilter? Parse(string text) => Form().Match(text) is { Success: true } match ? new(match) : null;

    public bool Matches(JsonObject item) => Matches(item, [Value]);

    /// <summary>Whether the item has one of the values at the path. In a list, any element counts.</summary>
    public bool Matches(JsonObject item, IReadOnlyList<string> values)
    {
        var found = ValuesAt(item, path);
        return Operator switch
        {
            "==" => found.Any(values.Contains),
            "!=" => !found.Any(values.Contains),
            ">=" => found.Any(v => Compare(v, values[0]) >= 0),
            "<=" => found.Any(v => Compare(v, values[0]) <= 0),
            ">" => found.Any(v => Compare(v, values[0]) > 0),
            _ => found.Any(v => Compare(v, values[0]) < 0),
        };
    }

    /// <summary>Compares numbers by value, and any other texts by their characters.</summary>
    public static int Compare(string? left, string? right) =>
        decimal.TryParse(left, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(right, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(left, right);

    private static IEnumerable<string> ValuesAt(JsonNode? node, ReadOnlyMemory<string> rest) => node switch
    {
        JsonArray list => list.SelectMany(element => ValuesAt(element, rest)),
        JsonObject map when !rest.IsEmpty => ValuesAt(map[rest.Span[0]], rest[1..]),
        JsonValue value when rest.IsEmpty => [value.ToString()],
        _ => [],
    };

    [GeneratedRegex("^(?<path>[^=!<>~]+)(?<operator>==|!=|>=|<=|>|<)(?<value>.*)$", RegexOptions.Singleline)]
    private static partial Regex Form();
}
