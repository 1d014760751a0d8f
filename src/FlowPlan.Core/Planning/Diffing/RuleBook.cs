using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>Finds the rule of a field: the longest pattern that covers it, exact keys before wildcards.</summary>
internal sealed class RuleBook
{
    private static readonly FieldRule InPlace = new(string.Empty, FieldChangeEffect.Update);
    private readonly FieldRule[] rules;

    public RuleBook(IReadOnlyList<FieldRule> rules) =>
        this.rules = [.. rules
            .OrderByDescending(r => r.Path.Split('/').Length)
            .ThenBy(r => r.Path.Split('/').Count(s => s == "*"))
            .ThenBy(r => r.Path, StringComparer.Ordinal)];

    public FieldRule For(string path) =>
        Array.Find(rules, r => FieldPath.Covers(r.Path, path)) ?? InPlace;

    /// <summary>
    /// Lays a map out as leaves by path. A list, an empty map and a field that its rule takes as a whole are leaves.
    /// </summary>
    public SortedDictionary<string, Value> Flatten(Value.Map fields)
    {
        var leaves = new SortedDictionary<string, Value>(StringComparer.Ordinal);
        Flatten(fields, string.Empty, leaves);
        return leaves;
    }

    private void Flatten(Value.Map map, string path, SortedDictionary<string, Value> leaves)
    {
        foreach (var (key, value) in map.Entries)
        {
            var below = FieldPath.Join(path, key);
            if (value is Value.Map { Entries.Length: > 0 } inner && !For(below).Whole)
                Flatten(inner, below, leaves);
            else
                leaves[below] = value;
        }
    }
}
