namespace FlowPlan.Core.Values;

/// <summary>
/// The parts of a resource's key. A resource made by <c>forEach</c> is <c>loyalty["emea"]</c>, one in the component <c>emea</c> is <c>emea/loyalty</c>,
/// and its address <c>component.emea.flow.loyalty</c>.
/// </summary>
public static class ResourceKey
{
    /// <summary>What separates the component from the resource in it.</summary>
    public const char Separator = '/';

    /// <summary>The form of a key in a section, also one that <c>forEach</c> makes, as a regular expression of a JSON Schema.</summary>
    public const string Pattern = "^[A-Za-z_][A-Za-z0-9_-]*(\\[\"[^\"\\\\]+\"\\])?$";

    private const string Open = "[\"";
    private const string Close = "\"]";

    /// <summary>The component that the resource is in, such as <c>emea</c>; empty for a resource of the manifest itself.</summary>
    public static string ScopeOf(string key) => LastSeparator(key) is >= 0 and var at ? key[..at] : string.Empty;

    /// <summary>The name in its component, such as <c>loyalty["emea"]</c>.</summary>
    public static string NameOf(string key) => key[(LastSeparator(key) + 1)..];

    /// <summary>A name in a component.</summary>
    public static string Within(string scope, string name) => scope.Length == 0 ? name : $"{scope}{Separator}{name}";

    /// <summary>One of the resources that <c>forEach</c> makes.</summary>
    public static string Instance(string name, string instance) => $"{name}{Open}{instance}{Close}";

    /// <summary>
    /// The components that a resource is in, from the innermost on: of <c>a/in["x"]/loyalty</c> they are <c>a/in["x"]</c>, <c>a/in</c>, whose
    /// <c>forEach</c> makes it, and <c>a</c>.
    /// </summary>
    public static IEnumerable<string> ComponentsOf(string key)
    {
        for (var scope = ScopeOf(key); scope.Length > 0; scope = ScopeOf(scope))
        {
            yield return scope;
            if (InstanceOf(scope) is not null)
                yield return WithoutInstance(scope);
        }
    }

    /// <summary>The key of <c>forEach</c> in the last part of a key, such as <c>emea</c> of <c>loyalty["emea"]</c>; null where there is none.</summary>
    public static string? InstanceOf(string key) =>
        key.EndsWith(Close, StringComparison.Ordinal) && NameOf(key) is var name && name.IndexOf(Open, StringComparison.Ordinal) is > 0 and var at
            ? name[(at + Open.Length)..^Close.Length]
            : null;

    /// <summary>The key without the key of <c>forEach</c>.</summary>
    public static string WithoutInstance(string key) => InstanceOf(key) is { } instance ? key[..^(instance.Length + Open.Length + Close.Length)] : key;

    /// <summary>A text at the dots that are not in quotes.</summary>
    public static IReadOnlyList<string> SplitAtDots(string text)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
            return text.Split('.');
        var (parts, start, quoted) = (new List<string>(), 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                quoted = !quoted;
            if (text[i] != '.' || quoted)
                continue;
            parts.Add(text[start..i]);
            start = i + 1;
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>The parts of a key at its separators: the components from the outermost on, and the name.</summary>
    internal static IEnumerable<string> PartsOf(string key)
    {
        if (LastSeparator(key) is >= 0 and var at)
        {
            foreach (var outer in PartsOf(key[..at]))
                yield return outer;
        }

        yield return NameOf(key);
    }

    private static int LastSeparator(string key)
    {
        var last = key.LastIndexOf(Separator);
        if (last < 0 || !key.Contains('"', StringComparison.Ordinal))
            return last;
        var quoted = false;
        last = -1;
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] == '"')
                quoted = !quoted;
            else if (key[i] == Separator && !quoted)
                last = i;
        }

        return last;
    }
}
