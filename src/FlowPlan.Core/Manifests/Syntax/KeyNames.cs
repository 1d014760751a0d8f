namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>Gives equal keys of a file the same string: a manifest of thousands of resources repeats a few dozen names.</summary>
internal sealed class KeyNames
{
    /// <summary>Keys of resources are all different, and not worth remembering once there are so many.</summary>
    private const int Enough = 1000;

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>The string for a key.</summary>
    public string Of(string key)
    {
        if (names.TryGetValue(key, out var name))
            return name;
        if (names.Count < Enough)
            names.Add(key);
        return key;
    }
}
