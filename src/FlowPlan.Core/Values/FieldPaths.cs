namespace FlowPlan.Core.Values;

/// <summary>Gives equal paths the same keys: the fields of thousands of resources have a few dozen paths, which are made once.</summary>
/// <param name="most">How many are remembered. Where there are more, such as those of the fields of mappings, they are all different and not worth it.</param>
public sealed class FieldPaths(int most)
{
    private readonly HashSet<FieldPath> known = new(new ByKeys());
    private string[] keys = new string[8];

    /// <summary>The path of these keys.</summary>
    public FieldPath Of(params ReadOnlySpan<string> path)
    {
        if (known.GetAlternateLookup<ReadOnlySpan<string>>().TryGetValue(path, out var first))
            return first;
        var made = FieldPath.Of(path);
        if (known.Count < most)
            known.Add(made);
        return made;
    }

    /// <summary>The path of an entry below another.</summary>
    public FieldPath Below(FieldPath path, string key)
    {
        if (path.Length >= keys.Length)
            keys = new string[2 * path.Length];
        path.Span.CopyTo(keys);
        keys[path.Length] = key;
        return Of(keys.AsSpan(0, path.Length + 1));
    }

    private sealed class ByKeys : IEqualityComparer<FieldPath>, IAlternateEqualityComparer<ReadOnlySpan<string>, FieldPath>
    {
        public bool Equals(FieldPath x, FieldPath y) => x.Equals(y);

        public int GetHashCode(FieldPath obj) => obj.GetHashCode();

        public bool Equals(ReadOnlySpan<string> alternate, FieldPath other) => alternate.SequenceEqual(other.Span);

        public int GetHashCode(ReadOnlySpan<string> alternate) => FieldPath.HashOf(alternate);

        public FieldPath Create(ReadOnlySpan<string> alternate) => FieldPath.Of(alternate);
    }
}
