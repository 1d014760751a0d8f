using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>Collects the fields of a resource and remembers where each is declared.</summary>
internal sealed class FieldBuilder
{
    private readonly Dictionary<string, SourceSpan> spans = new(StringComparer.Ordinal);

    public Value.Map Fields { get; private set; } = Value.Map.Empty;

    public IReadOnlyDictionary<string, SourceSpan> Spans => spans;

    /// <summary>Sets a field; null leaves it undeclared.</summary>
    public FieldBuilder Set(Value? value, SourceSpan span, params ReadOnlySpan<string> path)
    {
        if (value is null or Value.Null)
            return this;
        Fields = With(Fields, path, value);
        var joined = string.Empty;
        foreach (var key in path)
            joined = FieldPath.Join(joined, key);
        spans[joined] = span;
        return this;
    }

    /// <summary>Copies an entry of a block as it is, when it is there.</summary>
    public FieldBuilder Copy(Node.Mapping body, string key) =>
        body.Entry(key) is { } entry ? Set(entry.Value.ToValue(), entry.Value.Span, key) : this;

    private static Value.Map With(Value.Map map, ReadOnlySpan<string> path, Value value) =>
        path.Length == 1
            ? map.With(path[0], value)
            : map.With(path[0], With(map[path[0]] as Value.Map ?? Value.Map.Empty, path[1..], value));
}
