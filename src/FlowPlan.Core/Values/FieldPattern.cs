using System.Collections.Immutable;

namespace FlowPlan.Core.Values;

/// <summary>
/// Names fields: a path in which <c>*</c> stands for one key or list item and <c>**</c> for any number of them. It covers what it names
/// and everything below.
/// </summary>
public sealed class FieldPattern
{
    /// <summary>Stands for one key.</summary>
    public const string AnyKey = "*";

    /// <summary>Stands for any number of keys, also none.</summary>
    public const string AnyDepth = "**";

    private readonly string text;

    private FieldPattern(string text, ImmutableArray<string> keys, bool dotted)
    {
        this.text = text;
        Keys = keys;
        Dotted = dotted;
    }

    /// <summary>The keys and wildcards, unescaped.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>Whether one key with dots in it may match several keys of the pattern.</summary>
    private bool Dotted { get; }

    /// <summary>Reads a pattern in the text form of a <see cref="FieldPath"/>.</summary>
    public static implicit operator FieldPattern(string text) => Parse(text);

    /// <summary>Reads a pattern in the text form of a <see cref="FieldPath"/>.</summary>
    public static FieldPattern Parse(string text) => new(text, FieldPath.Parse(text).Keys, dotted: false);

    /// <summary>
    /// Reads a pattern as a manifest writes it: with dots, as plans show paths, or with slashes where a key itself has dots. In the form with
    /// dots a key that has dots matches as many keys of the pattern.
    /// </summary>
    public static FieldPattern ParseManifest(string text) => text.Contains('/', StringComparison.Ordinal)
        ? new(text, WithoutRepetition(FieldPath.Parse(text.TrimStart('/')).Keys), dotted: false)
        : new(text, WithoutRepetition([.. text.Split('.')]), dotted: true);

    /// <summary>Whether the pattern names a field, or a field above it.</summary>
    public bool Covers(FieldPath path) => new FieldPatternMatch([this]).Covers(path);

    /// <summary>Whether there can be a field that this pattern covers and that the other one names.</summary>
    /// <param name="fields">Names fields without wildcards but for <see cref="AnyDepth"/> at its end.</param>
    public bool Overlaps(FieldPattern fields)
    {
        // How many keys of the other one may be used after each key of this one.
        var used = new SortedSet<int> { 0 };
        foreach (var key in Keys)
        {
            if (used.Any(n => n < fields.Keys.Length && fields.Keys[n] == AnyDepth))
                return true;
            used = key == AnyDepth
                ? [.. Enumerable.Range(used.Min, fields.Keys.Length + 1 - used.Min)]
                : [.. used.Where(n => n < fields.Keys.Length && (key == AnyKey || key == fields.Keys[n])).Select(n => n + 1)];
            if (used.Count == 0)
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => text;

    /// <summary>Whether everything below a place is covered: the pattern ends there.</summary>
    internal bool EndsAt(int depth) => depth == Keys.Length || (depth == Keys.Length - 1 && Keys[depth] == AnyDepth);

    /// <summary>How much of the pattern is used after one more key; empty where it does not match.</summary>
    internal IEnumerable<int> After(int depth, string key)
    {
        if (depth == Keys.Length)
            return [];
        return Keys[depth] switch
        {
            AnyDepth => After(depth + 1, key).Append(depth),
            AnyKey => AfterDottedKey(depth, key).Append(depth + 1),
            var expected when expected == key => [depth + 1],
            _ => AfterDottedKey(depth, key),
        };
    }

    /// <summary>Matches a key with dots against several keys of the pattern; a pattern that ends within the key covers it.</summary>
    private IEnumerable<int> AfterDottedKey(int depth, string key)
    {
        if (!Dotted || !key.Contains('.', StringComparison.Ordinal))
            return [];
        var parts = key.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            if (depth + i == Keys.Length)
                return [Keys.Length];
            if (Keys[depth + i] is var expected && expected != AnyKey && expected != parts[i])
                return expected == AnyDepth && depth + i == Keys.Length - 1 ? [Keys.Length] : [];
        }

        return [depth + parts.Length];
    }

    /// <summary>Several <c>**</c> in a row match what one does.</summary>
    private static ImmutableArray<string> WithoutRepetition(ImmutableArray<string> keys) =>
        [.. keys.Where((key, i) => key != AnyDepth || i == 0 || keys[i - 1] != AnyDepth)];
}
