using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>Collects the fields of a resource and remembers where each is declared. The fields are put together once, at the end.</summary>
internal sealed class FieldBuilder
{
    private readonly Branch root = new();
    private readonly Dictionary<string, SourceSpan> spans = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SourceSpan> Spans => spans;

    /// <summary>The fields collected so far.</summary>
    public Value.Map ToFields() => root.Freeze();

    /// <summary>Sets a field; null leaves it undeclared.</summary>
    public FieldBuilder Set(Value? value, SourceSpan span, params ReadOnlySpan<string> path)
    {
        if (value is null or Value.Null)
            return this;
        var branch = root;
        foreach (var key in path[..^1])
            branch = branch.Below(key);
        branch.Set(path[^1], value);
        spans[PathOf(path)] = span;
        return this;
    }

    /// <summary>Sets an optional field as it is written, with the place of every part; what is empty is left out.</summary>
    public FieldBuilder Set(Node? node, params ReadOnlySpan<string> path)
    {
        if (node is null || IsEmpty(node))
            return this;
        Set(node.ToValue(), node.Span, path);
        AddPlaces(node, PathOf(path));
        return this;
    }

    /// <summary>Copies an entry of a block as it is, when it is there and not empty.</summary>
    public FieldBuilder Copy(Node.Mapping body, string key) => Set(body[key], key);

    /// <summary>Sets what is either one scalar, short for one key of a map, or the map itself.</summary>
    public FieldBuilder Shorthand(Node? node, string path, string key)
    {
        switch (node)
        {
            case Node.Scalar scalar:
                Set(scalar.Value, scalar.Span, path, key);
                break;
            case Node.Mapping parts:
                foreach (var part in parts.Entries)
                    Set(part.Value.ToValue(), part.Value.Span, path, part.Key);
                break;
        }

        return this;
    }

    /// <summary>Remembers that a group of fields is declared, and where.</summary>
    public FieldBuilder Mark(string path, SourceSpan? span)
    {
        if (span is not null)
            spans[path] = span;
        return this;
    }

    /// <summary>Remembers where the parts of a field stand that is set already.</summary>
    public void AddPlaces(Node node, string path)
    {
        foreach (var entry in (node as Node.Mapping)?.Entries ?? [])
        {
            var inner = FieldPath.Join(path, entry.Key);
            spans[inner] = entry.Value.Span;
            AddPlaces(entry.Value, inner);
        }
    }

    private static bool IsEmpty(Node node) => node switch
    {
        Node.Mapping mapping => mapping.Entries.IsEmpty,
        Node.Sequence sequence => sequence.Items.IsEmpty,
        Node.Scalar { Value: Value.Text { Content.Length: 0 } } => true,
        _ => false,
    };

    private static string PathOf(ReadOnlySpan<string> path)
    {
        var joined = string.Empty;
        foreach (var key in path)
            joined = FieldPath.Join(joined, key);
        return joined;
    }

    /// <summary>A map that is still being filled.</summary>
    private sealed class Branch
    {
        private readonly Dictionary<string, object> entries = new(StringComparer.Ordinal);

        public void Set(string key, Value value) => entries[key] = value;

        public Branch Below(string key)
        {
            if (entries.GetValueOrDefault(key) is Branch there)
                return there;
            var made = new Branch();
            foreach (var (inner, value) in (entries.GetValueOrDefault(key) as Value.Map ?? Value.Map.Empty).Entries)
                made.entries[inner] = value;
            entries[key] = made;
            return made;
        }

        public Value.Map Freeze() => Value.Map.Of(entries.Select(e =>
            KeyValuePair.Create(e.Key, e.Value is Branch branch ? branch.Freeze() : (Value)e.Value)));
    }
}
