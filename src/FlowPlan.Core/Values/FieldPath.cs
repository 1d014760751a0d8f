using System.Collections.Immutable;

namespace FlowPlan.Core.Values;

/// <summary>Paths of fields: keys joined by <c>/</c>, with <c>/</c> inside a key written <c>~1</c> and <c>~</c> written <c>~0</c>.</summary>
public static class FieldPath
{
    /// <summary>Escapes one key.</summary>
    public static string Escape(string key) =>
        key.AsSpan().ContainsAny('~', '/')
            ? key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)
            : key;

    /// <summary>Undoes <see cref="Escape"/>.</summary>
    public static string Unescape(string segment) =>
        segment.Contains('~', StringComparison.Ordinal)
            ? segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
            : segment;

    /// <summary>Appends a key to a path.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? Escape(key) : $"{path}/{Escape(key)}";

    /// <summary>The keys of a path.</summary>
    public static ImmutableArray<string> Split(string path) => [.. path.Split('/').Select(Unescape)];

    /// <summary>The path as people write it, keys joined by dots.</summary>
    public static string ToDisplay(string path) => string.Join('.', Split(path));

    /// <summary>Whether a pattern covers a path: equal segment by segment, <c>*</c> for any one, and everything below the pattern's end.</summary>
    public static bool Covers(string pattern, string path)
    {
        var expected = pattern.Split('/');
        var actual = path.Split('/');
        if (actual.Length < expected.Length)
            return false;
        for (var i = 0; i < expected.Length; i++)
        {
            if (expected[i] != "*" && !string.Equals(expected[i], actual[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    /// <summary>The value at a path, or null.</summary>
    public static Value? Find(Value.Map map, string path)
    {
        Value? current = map;
        foreach (var key in Split(path))
        {
            current = (current as Value.Map)?[key];
            if (current is null)
                return null;
        }

        return current;
    }
}
