using FlowPlan.Core.Values;

namespace FlowPlan.Core.Diagnostics;

/// <summary>
/// Where the fields of a resource stand. An array of pairs takes a third of the memory of a dictionary, and most resources have a few fields;
/// one with many gets an index when it is first asked for a field.
/// </summary>
/// <param name="places">The place of each field; each field once.</param>
public sealed class FieldSpans(params KeyValuePair<FieldPath, SourceSpan>[] places)
{
    /// <summary>From how many fields on looking one up goes through an index.</summary>
    private const int Many = 16;

    private Dictionary<FieldPath, SourceSpan>? index;

    /// <summary>No places.</summary>
    public static FieldSpans None { get; } = new();

    /// <summary>The place of each field.</summary>
    public IReadOnlyList<KeyValuePair<FieldPath, SourceSpan>> All => places;

    /// <summary>The place of a field.</summary>
    /// <exception cref="KeyNotFoundException">It is not known.</exception>
    public SourceSpan this[FieldPath path] => GetValueOrDefault(path) ?? throw new KeyNotFoundException($"The place of '{path}' is not known.");

    /// <summary>Whether the place of a field is known.</summary>
    public bool ContainsKey(FieldPath path) => GetValueOrDefault(path) is not null;

    /// <summary>The place of a field; false where it is not known.</summary>
    public bool TryGetValue(FieldPath path, out SourceSpan span)
    {
        var found = GetValueOrDefault(path);
        span = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>The place of a field; null where it is not known.</summary>
    public SourceSpan? GetValueOrDefault(FieldPath path)
    {
        if (places.Length >= Many)
            return (index ??= new(places)).TryGetValue(path, out var found) ? found : null;
        foreach (var (known, span) in places)
        {
            if (known.Equals(path))
                return span;
        }

        return null;
    }
}
