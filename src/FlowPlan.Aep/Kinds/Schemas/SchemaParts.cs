using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The class and the field groups of a definition, in either form. What cannot be told apart is refused, not guessed.</summary>
/// <param name="references">Finds declared classes and field groups; null where there are none.</param>
/// <param name="diagnostics">Told of what is ambiguous or does not fit together.</param>
internal sealed class SchemaParts(ComponentReferences? references, DiagnosticBag diagnostics)
{
    private const string OneClass = "give one class and any number of field groups: \"class\": \"…\", \"fieldGroups\": [\"…\"]";

    /// <summary>Reads class and field groups into fields.</summary>
    public void Read(Node.Mapping body, FieldBuilder fields)
    {
        var groups = new List<SchemaPart>();
        var ofClass = body["allOf"] is Node.Sequence allOf
            ? ReadReferences(allOf, body["meta:class"] as Node.Scalar, groups)
            : ReadShortForm(body, groups);
        if (ofClass is null)
            return;
        fields.Set(ofClass.Value, ofClass.Node.Span, "class");
        foreach (var group in groups)
        {
            CheckGroup(group, ofClass.Value);
            ComponentSets.Set(fields, "fieldGroups", group.Node.Span, group.Text, group.Value);
        }
    }

    private SchemaPart? ReadReferences(Node.Sequence allOf, Node.Scalar? computed, List<SchemaPart> groups)
    {
        var parts = allOf.Items.Select(i => (i as Node.Mapping)?["$ref"]).OfType<Node.Scalar>().Select(s => SchemaPart.Of(s, references)).ToList();
        var classes = parts.FindAll(p => p.IsClass);
        var unknown = parts.FindAll(p => !p.IsFieldGroup);
        var ofClass = classes switch
        {
            [var only] => only,
            [] when computed is not null => parts.Find(p => p.Node.Value.Equals(computed.Value)),
            [] when unknown is [var single] => single,
            _ => null,
        };
        if (ofClass is null || (computed is not null && !ofClass.Node.Value.Equals(computed.Value)))
        {
            var fault = classes.Count > 1 ? "a schema extends exactly one class"
                : computed is not null ? "\"meta:class\" and \"allOf\" name different classes"
                : "the class of the schema cannot be told from its field groups";
            diagnostics.Add(SchemaDiagnostics.BadDefinition(allOf.Span, fault, OneClass));
            return null;
        }

        groups.AddRange(parts.Where(p => p != ofClass));
        return ofClass;
    }

    private SchemaPart? ReadShortForm(Node.Mapping body, List<SchemaPart> groups)
    {
        groups.AddRange(((body["fieldGroups"] as Node.Sequence)?.Items.OfType<Node.Scalar>() ?? []).Select(s => SchemaPart.Of(s, references)));
        if (body["class"] is not Node.Scalar declared)
        {
            diagnostics.Add(SchemaDiagnostics.BadDefinition(body.Span, "the schema definition has no class", "add \"class\" and \"fieldGroups\", or \"allOf\""));
            return null;
        }

        var part = SchemaPart.Of(declared, references);
        if (part.IsSecret || part.IsDeclared || (XdmIds.IsComponentId(part.Value.ToString()) && !part.IsFieldGroup))
            return part.IsDeclared && !part.IsClass ? Fault(part, "is a field group, not a class") : part;
        return Fault(part, XdmIds.IsComponentId(part.Text) ? "is a field group, not a class" : "is neither the id of a class nor one of its short names");
    }

    private SchemaPart? Fault(SchemaPart part, string what)
    {
        diagnostics.Add(SchemaDiagnostics.BadDefinition(
            part.Node.Span, $"'{part.Text}' {what}", DidYouMean.Help(part.Text, StandardComponents.NamesOf(ComponentKinds.Class), "give the $id of the class, such as https://ns.adobe.com/xdm/context/profile")));
        return null;
    }

    private void CheckGroup(SchemaPart group, Value ofClass)
    {
        if (group.IsSecret || (group.IsDeclared && !group.IsClass))
            return;
        var id = group.Value.ToString();
        if (group.IsClass)
            diagnostics.Add(SchemaDiagnostics.BadDefinition(group.Node.Span, $"'{group.Text}' is a class, and a schema extends exactly one", OneClass));
        else if (!XdmIds.IsComponentId(id))
            diagnostics.Add(SchemaDiagnostics.BadDefinition(group.Node.Span, $"'{id}' is not the id of a field group", "give the key of a declared field group, its title, its $id or its meta:altId"));
        else if (StandardComponents.ClassesFor(id) is { } classes && StandardComponents.IsStandardClass(ofClass.ToString()) && !classes.Contains(XdmIds.ToUri(ofClass.ToString())))
            diagnostics.Add(SchemaDiagnostics.GroupOfOtherClass(group.Node.Span, id, classes));
    }
}
