namespace FlowPlan.Core.Values;

/// <summary>Gives equal paths the same keys: thousands of resources of a manifest have the same few fields.</summary>
public sealed class FieldPathTable
{
    /// <summary>The fields of mappings may all be different, and are not worth remembering once there are so many.</summary>
    private const int Enough = 4096;

    private readonly HashSet<FieldPath> known = [];

    /// <summary>The path of these keys.</summary>
    public FieldPath Of(params ReadOnlySpan<string> keys) => Of(FieldPath.Of(keys));

    /// <summary>The same path.</summary>
    public FieldPath Of(FieldPath path)
    {
        if (known.TryGetValue(path, out var same))
            return same;
        if (known.Count < Enough)
            known.Add(path);
        return path;
    }
}
