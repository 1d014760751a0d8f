using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>A variable as the manifest declares it.</summary>
internal sealed record Variable(string Name, SourceSpan Span, string Type, Node? Default, bool Sensitive, Node.Mapping? Validation)
{
    /// <summary>The declared variables; what is malformed is left to the check against the schema.</summary>
    public static IEnumerable<Variable> AllOf(Node.Mapping manifest)
    {
        foreach (var entry in (manifest["variables"] as Node.Mapping)?.Entries ?? [])
        {
            var body = entry.Value as Node.Mapping;
            yield return new(
                entry.Key,
                entry.KeySpan,
                ((body?["type"] as Node.Scalar)?.Value as Value.Text)?.Content ?? "string",
                body?["default"],
                (body?["sensitive"] as Node.Scalar)?.Value == Value.Of(true),
                body?["validation"] as Node.Mapping);
        }
    }

    /// <summary>A node as a value of the variable's type, or null when it is none.</summary>
    public Value? Accept(Node node) => (Type, node) switch
    {
        ("string", Node.Scalar { Value: not Value.Null } scalar) => Value.Of(scalar.Raw),
        ("number", Node.Scalar { Value: Value.Number number }) => number,
        ("boolean", Node.Scalar { Value: Value.Bool truth }) => truth,
        ("list", Node.Sequence list) => list.ToValue(),
        ("map", Node.Mapping map) => map.ToValue(),
        _ => null,
    };

    /// <summary>A text from outside, such as the command line, as a value of the variable's type, or null when it is none.</summary>
    public Value? Accept(string text)
    {
        if (Type == "string")
            return Value.Of(text);
        var node = YamlReader.Read(new SourceText(Name, text), new DiagnosticBag());
        return node is null ? null : Accept(node);
    }
}
