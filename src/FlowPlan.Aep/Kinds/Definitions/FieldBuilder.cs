using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>Collects the fields of a resource and remembers where each is declared. The fields are put together once, at the end.</summary>
internal sealed class FieldBuilder
{
    /// <summary>How many places a resource may have for the next to use the same table: emptying one takes as long as it is large.</summary>
    private const int Few = 100;

    private readonly FieldPaths paths = new(4096);
    private readonly MapBuilder fields = new();
    private Dictionary<FieldPath, SourceSpan> spans = [];

    /// <summary>Begins with the next resource.</summary>
    public void Clear()
    {
        fields.Clear();
        if (spans.Count > Few)
            spans = [];
        else
            spans.Clear();
    }

    /// <summary>Where the fields collected so far stand.</summary>
    public FieldSpans ToSpans() => spans.Count == 0 ? FieldSpans.None : new([.. spans]);

    /// <summary>The fields collected so far.</summary>
    public Value.Map ToFields() => fields.ToMap();

    /// <summary>Sets a field; null leaves it undeclared.</summary>
    public FieldBuilder Set(Value? value, SourceSpan span, params ReadOnlySpan<string> path)
    {
        if (value is null or Value.Null)
            return this;
        fields.Set(path, value);
        spans[paths.Of(path)] = span;
        return this;
    }

    /// <summary>Sets an optional field as it is written, with the place of every part; what is empty is left out.</summary>
    public FieldBuilder Set(Node? node, params ReadOnlySpan<string> path)
    {
        if (node is null || IsEmpty(node))
            return this;
        Set(node.ToValue(), node.Span, path);
        AddPlaces(node, paths.Of(path));
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
    public FieldBuilder Mark(SourceSpan? span, params ReadOnlySpan<string> path)
    {
        if (span is { } place)
            spans[paths.Of(path)] = place;
        return this;
    }

    /// <summary>Remembers where the parts of a field stand that is set already.</summary>
    public void AddPlaces(Node node, FieldPath path)
    {
        foreach (var entry in (node as Node.Mapping)?.Entries ?? [])
        {
            var inner = paths.Below(path, entry.Key);
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
}
