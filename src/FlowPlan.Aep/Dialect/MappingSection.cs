using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary><c>mappings</c>: mapping sets.</summary>
internal static class MappingSection
{
    private const int MaxExpression = 4096;

    public static void Expand(Expansion expansion, ResourceDeclaration declaration)
    {
        if (CommonParts.TryExisting(expansion, declaration))
            return;
        var (body, span, address) = (declaration.Body, declaration.KeySpan, Expansion.AddressOf(declaration));
        var schema = expansion.Refer(body, "schema", SectionNames.Schemas);
        var fields = new FieldBuilder()
            .Set(body["name"]?.ToValue() ?? Value.Of(declaration.Key), body["name"]?.Span ?? span, "name")
            .Set(expansion.Reference(address, body, span, "schema", SectionNames.Schemas), body["schema"]?.Span ?? span, "schema", "id")
            .Set(Value.Of(SchemaSection.VersionOf(schema)), body["schema"]?.Span ?? span, "schema", "version");
        if (body["fields"] is not Node.Mapping { Entries.IsEmpty: false })
            expansion.Found.Add(DialectDiagnostics.Missing(span, address, "fields"));
        foreach (var field in (body["fields"] as Node.Mapping)?.Entries ?? [])
        {
            fields.Set(Field(expansion.Found, field.Value), field.Value.Span, "fields", field.Key);
            fields.AddPlaces(field.Value, FieldPath.Of("fields", field.Key));
        }

        CommonParts.Add(expansion, declaration, fields);
    }

    private static Value.Map Field(DiagnosticBag found, Node node)
    {
        if (node is not Node.Mapping parts)
            return Value.Map.Of(("source", node.ToValue()));
        if (parts["expression"] is Node.Scalar expression && Fault(expression.Value.ToString()) is { } fault)
            found.Add(DialectDiagnostics.BadExpression(expression.Span, fault));
        var identity = parts["identity"]?.ToValue();
        return Value.Map.Of(
            ("source", parts["source"]?.ToValue()),
            ("expression", parts["expression"]?.ToValue()),
            ("identity", identity == Value.Of(true) ? identity : null));
    }

    /// <summary>What is plainly wrong with an expression: its length, a quote or a bracket that is not closed.</summary>
    private static string? Fault(string text)
    {
        if (text.Length > MaxExpression)
            return "is longer than 4096 characters";
        var open = new Stack<char>();
        char? quote = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote is not null)
            {
                if (c == '\\')
                    i++;
                else if (c == quote)
                    quote = null;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is '(' or '[' or '{')
            {
                open.Push(c);
            }
            else if (c is ')' or ']' or '}' && (open.Count == 0 || open.Pop() != c switch { ')' => '(', ']' => '[', _ => '{' }))
            {
                return $"has a '{c}' that closes nothing";
            }
        }

        return quote is not null ? "has a quote that is not closed" : open.Count > 0 ? $"has a '{open.Peek()}' that is not closed" : null;
    }
}
