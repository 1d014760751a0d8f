using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>
/// One path of <c>lifecycle.ignoreChanges</c>. It may be written with dots, as the plan shows paths, or with slashes where a key
/// holds a dot of its own; <c>*</c> stands for one key or list item, <c>**</c> for any number of them.
/// </summary>
/// <param name="Segments">The keys, unescaped.</param>
/// <param name="Dotted">Whether a key with dots in it may be spread over several segments.</param>
internal sealed record IgnorePattern(ImmutableArray<string> Segments, bool Dotted)
{
    public static IgnorePattern Parse(string text) => text.Contains('/', StringComparison.Ordinal)
        ? new(FieldPath.Split(text.TrimStart('/')), Dotted: false)
        : new([.. text.Split('.')], Dotted: true);

    /// <summary>Whether all below a place is covered: the pattern ends there.</summary>
    public bool EndsAt(int depth) => depth == Segments.Length || (depth == Segments.Length - 1 && Segments[depth] == "**");

    /// <summary>How far the pattern has come after one more key; nothing where it leads elsewhere.</summary>
    public IEnumerable<int> After(int depth, string key)
    {
        if (depth == Segments.Length)
            return [];
        return Segments[depth] switch
        {
            "**" => After(depth + 1, key).Append(depth),
            "*" => Spread(depth, key).Append(depth + 1),
            var segment when segment == key => [depth + 1],
            _ => Spread(depth, key),
        };
    }

    /// <summary>A key with dots, taken for as many segments; a pattern that ends within the key covers it.</summary>
    private IEnumerable<int> Spread(int depth, string key)
    {
        var parts = key.Split('.');
        if (!Dotted || parts.Length == 1)
            return [];
        for (var i = 0; i < parts.Length; i++)
        {
            if (depth + i == Segments.Length)
                return [Segments.Length];
            if (Segments[depth + i] is var segment && segment != "*" && segment != parts[i])
                return segment == "**" && depth + i == Segments.Length - 1 ? [Segments.Length] : [];
        }

        return [depth + parts.Length];
    }
}

/// <summary>A place in a value, and how far each pattern has come on the way there.</summary>
internal readonly record struct IgnoredPlace(ImmutableArray<(IgnorePattern Pattern, int Depth)> Ways)
{
    /// <summary>Whether all of what stands here is left alone.</summary>
    public bool IsWhole => Ways.Any(w => w.Pattern.EndsAt(w.Depth));

    /// <summary>Whether nothing here or below is.</summary>
    public bool IsNone => Ways.IsEmpty;

    public IgnoredPlace Below(string key) =>
        new([.. Ways.SelectMany(w => w.Pattern.After(w.Depth, key).Select(depth => (w.Pattern, depth))).Distinct()]);
}
