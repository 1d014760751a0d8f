using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>The <c>property</c> parameter of lists: without an operator it selects fields; with an operator it filters.</summary>
internal sealed class PropertyQuery
{
    private readonly List<(PropertyFilter Filter, string[] Values)> filters = [];
    private readonly HashSet<string> fields = new(StringComparer.Ordinal);

    public static PropertyQuery Parse(EmulatorRequest request)
    {
        var query = new PropertyQuery();
        foreach (var text in request.Query["property"])
        {
            if (text.Contains('~', StringComparison.Ordinal))
                throw FlowServiceErrors.Of(request, "1440-400", "The operator ~ is not implemented.");
            if (PropertyFilter.Parse(text) is not { } filter)
            {
                query.fields.UnionWith(text.Split(','));
                continue;
            }

            var values = filter.Value.Split(',').Select(v => v.Trim('"')).ToArray();
            if (filter.IsComparison && values.Length > 1)
                throw FlowServiceErrors.Of(request, "1443-400", $"The operator {filter.Operator} takes one value.");
            if (filter.IsComparison && filter.Path == "id")
                throw FlowServiceErrors.Of(request, "1448-400", $"The operator {filter.Operator} cannot be used with id.");
            query.filters.Add((filter, values));
        }

        return query;
    }

    public bool Matches(JsonObject item) => filters.TrueForAll(f => f.Filter.Matches(item, f.Values));

    /// <summary>Removes the fields that are not selected.</summary>
    public JsonObject Project(JsonObject item)
    {
        if (fields.Count == 0)
            return item;
        foreach (var key in item.Select(p => p.Key).Where(k => !fields.Contains(k)).ToList())
            item.Remove(key);
        return item;
    }
}
