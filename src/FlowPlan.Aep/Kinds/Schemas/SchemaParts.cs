using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The class and the field groups of a definition, in either form. What cannot be told apart is refused, not guessed.</summary>
internal static class SchemaParts
{
    private const string OneClass = "give one class and any number of field groups: \"class\": \"…\", \"fieldGroups\": [\"…\"]";

    /// <summary>Reads class and field groups into fields; reports what is ambiguous or does not fit together.</summary>
    public static void Read(Node.Mapping body, FieldBuilder fields, DiagnosticBag diagnostics)
    {
        var groups = new List<Node.Scalar>();
        var ofClass = body["allOf"] is Node.Sequence allOf
            ? ReadReferences(allOf, body["meta:class"] as Node.Scalar, groups, diagnostics)
            : ReadShortForm(body, groups, diagnostics);
        if (ofClass is null)
            return;
        fields.Set(ofClass.Value, ofClass.Span, "class");
        foreach (var group in groups)
        {
            CheckGroup(group, ofClass.Value.ToString(), diagnostics);
            fields.Set(Value.Of(true), group.Span, "fieldGroups", group.Value.ToString());
        }
    }

    private static Node.Scalar? ReadReferences(Node.Sequence allOf, Node.Scalar? computed, List<Node.Scalar> groups, DiagnosticBag diagnostics)
    {
        var references = allOf.Items.Select(i => (i as Node.Mapping)?["$ref"]).OfType<Node.Scalar>().ToList();
        var classes = references.FindAll(r => StandardComponents.IsClass(r.Value.ToString()));
        var unknown = references.FindAll(r => !StandardComponents.IsFieldGroup(r.Value.ToString()));
        var ofClass = classes switch
        {
            [var only] => only,
            [] when computed is not null => references.Find(r => r.Value.Equals(computed.Value)),
            [] when unknown is [var single] => single,
            _ => null,
        };
        if (ofClass is null || (computed is not null && !ofClass.Value.Equals(computed.Value)))
        {
            var fault = classes.Count > 1 ? "a schema extends exactly one class"
                : computed is not null ? "\"meta:class\" and \"allOf\" name different classes"
                : "the class of the schema cannot be told from its field groups";
            diagnostics.Add(SchemaDiagnostics.BadDefinition(allOf.Span, fault, OneClass));
            return null;
        }

        groups.AddRange(references.Where(r => r != ofClass));
        return ofClass;
    }

    private static Node.Scalar? ReadShortForm(Node.Mapping body, List<Node.Scalar> groups, DiagnosticBag diagnostics)
    {
        groups.AddRange((body["fieldGroups"] as Node.Sequence)?.Items.OfType<Node.Scalar>() ?? []);
        if (body["class"] is not Node.Scalar declared)
        {
            diagnostics.Add(SchemaDiagnostics.BadDefinition(body.Span, "the schema definition has no class", "add \"class\" and \"fieldGroups\", or \"allOf\""));
            return null;
        }

        var text = declared.Value.ToString();
        if (StandardComponents.ShortNames.TryGetValue(text, out var id))
            return declared with { Value = Value.Of(id) };
        if (declared.Value is Value.Secret || (XdmIds.IsComponentId(text) && !StandardComponents.IsFieldGroup(text)))
            return declared;
        var what = XdmIds.IsComponentId(text) ? "is a field group, not a class" : "is neither the id of a class nor one of its short names";
        diagnostics.Add(SchemaDiagnostics.BadDefinition(
            declared.Span, $"'{text}' {what}", DidYouMean.Help(text, StandardComponents.ShortNames.Keys, "give the $id of the class, such as https://ns.adobe.com/xdm/context/profile")));
        return null;
    }

    private static void CheckGroup(Node.Scalar group, string ofClass, DiagnosticBag diagnostics)
    {
        var id = group.Value.ToString();
        if (group.Value is Value.Secret)
            return;
        if (StandardComponents.IsClass(id))
            diagnostics.Add(SchemaDiagnostics.BadDefinition(group.Span, $"'{id}' is a class, and a schema extends exactly one", OneClass));
        else if (!XdmIds.IsComponentId(id))
            diagnostics.Add(SchemaDiagnostics.BadDefinition(group.Span, $"'{id}' is not the id of a field group", "give the $id of the field group, or its meta:altId"));
        else if (StandardComponents.ClassesFor(id) is { } classes && StandardComponents.IsStandardClass(ofClass) && !classes.Contains(XdmIds.ToUri(ofClass)))
            diagnostics.Add(SchemaDiagnostics.GroupOfOtherClass(group.Span, id, classes));
    }
}
