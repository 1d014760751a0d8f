using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Reading;

/// <summary>Reads the short form of a field: the name of its type, or a map.</summary>
/// <param name="resolve">Finds the data type that a text means.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class FieldForm(Func<Node, Value?> resolve, DiagnosticBag diagnostics)
{
    private static readonly string[] Known =
    [
        "type", "title", "description", "enum", "values", "format", "minimum", "maximum", "minLength", "maxLength", "pattern", "default", "items", "ref",
        "required", "deprecated",
    ];

    /// <summary>The field; null when it has faults, which are reported.</summary>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="node">What is declared.</param>
    /// <param name="hasLower">Whether fields below it are declared.</param>
    public Value.Map? Read(string path, Node node, bool hasLower)
    {
        if (Secrets.In(node.ToValue()))
            return Fault(node.Span, $"the field '{path}' holds a secret", "all users of the platform can see it; use a variable that is not sensitive");
        return node switch
        {
            Node.Scalar scalar => TypeOf(path, scalar) is { } type ? Checked(path, Value.Map.Of(("type", Value.Of(type))), scalar.Span, hasLower) : null,
            Node.Mapping body => ReadMap(path, body, hasLower),
            _ => Fault(node.Span, $"the field '{path}' must be the name of a type or a map", $"such as '{path}: string'"),
        };
    }

    private Value.Map? ReadMap(string path, Node.Mapping body, bool hasLower)
    {
        if (body.Entries.FirstOrDefault(e => !Known.Contains(e.Key)) is { Key: not null } unknown)
            return Fault(unknown.KeySpan, $"a field cannot hold '{unknown.Key}'", DidYouMean.Help(unknown.Key, Known, $"expected one of: {string.Join(", ", Known)}"));
        var entries = new List<(string, Value?)>();
        foreach (var name in Known.Except(["type", "items", "ref", "required", "deprecated", "values"]))
            entries.Add((name, body[name] is { } node && !IsEmpty(node) ? node.ToValue() : null));
        foreach (var flag in (string[])["required", "deprecated"])
            entries.Add((flag, body[flag]?.ToValue() == Value.Of(true) ? Value.Of(true) : null));
        entries.Add(("values", (body["values"] as Node.Mapping)?.Entries is { IsEmpty: false } ? body["values"]!.ToValue() : null));
        if (body["ref"] is { } reference)
        {
            if (body.Entry("type") is { } both)
                return Fault(both.KeySpan, $"the field '{path}' has a type and the type of another definition", "remove 'type' or 'ref'");
            return resolve(reference) is { } target ? Value.Map.Of([.. entries, ("ref", target)]) : null;
        }

        if (TypeOf(path, body, hasLower) is not { } type)
            return null;
        if (body["items"] is not { } items)
            return Checked(path, Value.Map.Of([.. entries, ("type", Value.Of(type))]), body.Span, hasLower);
        return Read(path, items, hasLower) is { } read ? Checked(path, Value.Map.Of([.. entries, ("type", Value.Of(type)), ("items", read)]), body.Span, hasLower) : null;
    }

    private Value.Map? Checked(string path, Value.Map field, SourceSpan span, bool hasLower) =>
        FieldRules.FaultIn(field, hasLower) is { } fault ? Fault(span, $"the field '{path}' {fault}", "see docs/manifest.md for the form of a field") : field;

    private string? TypeOf(string path, Node.Mapping body, bool hasLower)
    {
        if (body["type"] is Node.Scalar scalar)
            return TypeOf(path, scalar);
        if (body["items"] is not null)
            return FieldTypes.Array;
        if (hasLower)
            return FieldTypes.Object;
        if (((string[])["enum", "values", "pattern", "format", "minLength", "maxLength"]).Any(k => body[k] is not null))
            return FieldTypes.Text;
        Fault(body.Span, $"the field '{path}' has no type", $"add 'type' (one of {string.Join(", ", FieldTypes.Names)}) or 'ref'");
        return null;
    }

    private string? TypeOf(string path, Node.Scalar scalar)
    {
        var text = scalar.Value.ToString();
        if (FieldTypes.Find(text) is { } type)
            return type.Name;
        Fault(scalar.Span, $"the field '{path}' has the unknown type '{text}'", DidYouMean.Help(text, FieldTypes.Names, $"expected one of: {string.Join(", ", FieldTypes.Names)}"));
        return null;
    }

    private Value.Map? Fault(SourceSpan span, string text, string help)
    {
        diagnostics.Add(ComponentDiagnostics.BadField(span, text, help));
        return null;
    }

    private static bool IsEmpty(Node node) => node is Node.Scalar { Value: Value.Text { Content.Length: 0 } or Value.Null } or Node.Sequence { Items.IsEmpty: true };
}
