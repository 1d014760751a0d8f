using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Copies;

/// <summary>What is different between two maps by path, a line each.</summary>
internal static class CopyDifferences
{
    public static IEnumerable<string> Of(string prefix, Value.Map before, Value.Map after)
    {
        foreach (var path in before.Entries.Select(e => e.Key).Union(after.Entries.Select(e => e.Key)).Order(StringComparer.Ordinal))
        {
            var (old, current) = (before[path], after[path]);
            if (old is null)
                yield return $"+ {prefix}{path}{Described(current)}";
            else if (current is null)
                yield return $"- {prefix}{path}{Described(old)}";
            else if (!old.Equals(current))
                yield return $"~ {prefix}{path}: {string.Join(", ", PartsOf(old as Value.Map ?? Value.Map.Empty, current as Value.Map ?? Value.Map.Empty))}";
        }
    }

    private static string Described(Value? field) => (field as Value.Map)?.TextOf("type") is { } type ? $" ({type})" : "";

    private static IEnumerable<string> PartsOf(Value.Map before, Value.Map after) => before.Entries.Select(e => e.Key).Union(after.Entries.Select(e => e.Key))
        .Where(key => !Equals(before[key], after[key]))
        .Order(StringComparer.Ordinal)
        .Select(key => $"{key} {TextOf(before[key])} -> {TextOf(after[key])}");

    private static string TextOf(Value? value) => value is null ? "none" : ValueJson.ToJson(value);
}
