using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>The <c>property</c> parameter of lists: without an operator it selects fields; with an operator it filters.</summary>
internal sealed class PropertyQuery
{
    private static readonly string[] Operators = ["==", "!=", ">=", "<="];

    private readonly List<(string[] Path, string Operator, string[] Values)> filters = [];
    private readonly HashSet<string> fields = new(StringComparer.Ordinal);

    public static PropertyQuery Parse(EmulatorRequest request)
    {
        var query = new PropertyQuery();
        foreach (var text in request.Query["property"])
        {
            if (text.Contains('~', StringComparison.Ordinal))
                throw FlowServiceErrors.Of(request, "1440-400", "The operator ~ is not implemented.");
            var found = Operators.FirstOrDefault(o => text.Contains(o, StringComparison.Ordinal));
            if (found is null)
            {
                query.fields.UnionWith(text.Split(','));
                continue;
            }

            var parts = text.Split(found, 2);
            var values = parts[1].Split(',').Select(v => v.Trim('"')).ToArray();
            var isComparison = found is "<=" or ">=";
            if (isComparison && values.Length > 1)
                throw FlowServiceErrors.Of(request, "1443-400", $"The operator {found} takes one value.");
            query.filters.Add((parts[0].Split('.'), found, values));
        }

        return query;
    }

    public bool Matches(JsonObject item) => filters.TrueForAll(filter =>
    {
        JsonNode? node = item;
        foreach (var key in filter.Path)
            node = node is JsonArray list ? list.FirstOrDefault().At(key) : node.At(key);
        var actual = node is JsonValue ? node.ToString() : null;
        return filter.Operator switch
        {
            "==" => filter.Values.Contains(actual),
            "!=" => !filter.Values.Contains(actual),
            ">=" => Compare(actual, filter.Values[0]) >= 0,
            _ => Compare(actual, filter.Values[0]) <= 0,
        };
    });

    /// <summary>Removes the fields that are not selected.</summary>
    public JsonObject Project(JsonObject item)
    {
        if (fields.Count == 0)
            return item;
        foreach (var key in item.Select(p => p.Key).Where(k => !fields.Contains(k)).ToList())
            item.Remove(key);
        return item;
    }

    private static int Compare(string? left, string right) =>
        decimal.TryParse(left, CultureInfo.InvariantCulture, out var a) && decimal.TryParse(right, CultureInfo.InvariantCulture, out var b)
            ? a.CompareTo(b)
            : string.CompareOrdinal(left, right);
}
