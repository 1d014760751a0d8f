using System.Collections.Immutable;
using System.Globalization;

namespace FlowPlan.Core.Values;

/// <summary>
/// Where a field is in a resource: the keys that lead to it. A list item is addressed by its index. Written as text, the keys are
/// joined by <c>/</c>, with <c>/</c> inside a key written <c>~1</c> and <c>~</c> written <c>~0</c>, as in a JSON Pointer without its first slash.
/// </summary>
public readonly record struct FieldPath
{
    /// <summary>The keys; a parent shares the array of its child.</summary>
    private readonly string[]? keys;

    private FieldPath(string[] keys, int length)
    {
        this.keys = keys;
        Length = length;
    }

    /// <summary>The resource itself.</summary>
    public static FieldPath Root => default;

    /// <summary>Sorts paths as their texts sort ordinally, the order in which plans list fields.</summary>
    public static IComparer<FieldPath> TextOrder { get; } = Comparer<FieldPath>.Create(CompareText);

    /// <summary>How many keys there are.</summary>
    public int Length { get; }

    /// <summary>Whether this is the resource itself.</summary>
    public bool IsRoot => Length == 0;

    /// <summary>The keys, unescaped.</summary>
    public ImmutableArray<string> Keys => [.. Span];

    /// <summary>The last key, unescaped.</summary>
    /// <exception cref="InvalidOperationException">The path is the root.</exception>
    public string LastKey => Length > 0 ? keys![Length - 1] : throw new InvalidOperationException("The root has no key.");

    /// <summary>The path without its last key.</summary>
    /// <exception cref="InvalidOperationException">The path is the root.</exception>
    public FieldPath Parent => Length > 0 ? new(keys!, Length - 1) : throw new InvalidOperationException("The root has no parent.");

    /// <summary>The keys without a copy.</summary>
    internal ReadOnlySpan<string> Span => keys.AsSpan(0, Length);

    /// <summary>Reads the text form; empty text is the root.</summary>
    public static implicit operator FieldPath(string text) => Parse(text);

    /// <summary>Reads the text form; empty text is the root.</summary>
    public static FieldPath Parse(string text)
    {
        if (text.Length == 0)
            return Root;
        var parsed = text.Split('/');
        for (var i = 0; i < parsed.Length; i++)
            parsed[i] = Unescape(parsed[i]);
        return new(parsed, parsed.Length);
    }

    /// <summary>The path of these keys.</summary>
    public static FieldPath Of(params ReadOnlySpan<string> keys) => new(keys.ToArray(), keys.Length);

    /// <summary>The value at a path, or null.</summary>
    public static Value? Find(Value.Map map, FieldPath path)
    {
        Value? current = map;
        foreach (var key in path.Span)
        {
            current = (current as Value.Map)?[key];
            if (current is null)
                return null;
        }

        return current;
    }

    /// <summary>The value at a path in its text form, or null.</summary>
    public static Value? Find(Value.Map map, string path)
    {
        if (path.Length == 0 || path.Contains('~', StringComparison.Ordinal))
            return Find(map, Parse(path));
        Value? current = map;
        foreach (var key in path.AsSpan().Split('/'))
        {
            current = (current as Value.Map)?.Find(path.AsSpan(key));
            if (current is null)
                return null;
        }

        return current;
    }

    /// <summary>The path of an entry below this one.</summary>
    public FieldPath Then(string key)
    {
        var longer = new string[Length + 1];
        Span.CopyTo(longer);
        longer[Length] = key;
        return new(longer, longer.Length);
    }

    /// <summary>The path of a list item below this one.</summary>
    public FieldPath Then(int index) => Then(index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether this path is another one or leads below it.</summary>
    public bool IsAtOrBelow(FieldPath other) => Length >= other.Length && Span[..other.Length].SequenceEqual(other.Span);

    /// <summary>The path as people write it, keys joined by dots.</summary>
    public string ToDisplay() => string.Join('.', Span!);

    /// <inheritdoc/>
    public bool Equals(FieldPath other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashOf(Span);

    /// <summary>The text form, which <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join('/', Keys.Select(Escape));

    /// <summary>Escapes one key for the text form.</summary>
    public static string Escape(string key) =>
        key.AsSpan().ContainsAny('~', '/')
            ? key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : key;

    private static string Unescape(string key) =>
        key.Contains('~', StringComparison.Ordinal)
            ? key.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
            : key;

    /// <summary>The hash code of the path of these keys.</summary>
    internal static int HashOf(ReadOnlySpan<string> keys)
    {
        var hash = new HashCode();
        foreach (var key in keys)
            hash.Add(key, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    /// <summary>The first key that differs decides, with the slash that follows it in the text unless it is the last.</summary>
    private static int CompareText(FieldPath left, FieldPath right)
    {
        var shared = left.Span.CommonPrefixLength(right.Span);
        if (shared == left.Length || shared == right.Length)
            return left.Length.CompareTo(right.Length);
        return string.CompareOrdinal(left.TextAt(shared), right.TextAt(shared));
    }

    private string TextAt(int index) => index == Length - 1 ? Escape(keys![index]) : Escape(keys![index]) + "/";
}
