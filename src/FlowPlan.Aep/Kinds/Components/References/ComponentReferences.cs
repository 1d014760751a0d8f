using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>
/// Finds what a text means by a class, field group or data type: the key of one that is declared, the <c>$id</c> or <c>meta:altId</c> of any,
/// the title of a declared or standard one, or the short name of a standard class.
/// </summary>
internal sealed class ComponentReferences(DeclarationSet set, DiagnosticBag diagnostics)
{
    /// <summary>A reference to a declared component, or the id of another; null when there is none, which is reported.</summary>
    public Value? Find(string kind, Node node) => node is Node.Scalar scalar ? Find(kind, scalar) : null;

    private Value? Find(string kind, Node.Scalar scalar)
    {
        if (scalar.Value is Value.Secret)
            return scalar.Value;
        var text = scalar.Value.ToString();
        if (FindDeclared(kind, text) is { } declared)
            return declared;
        if (XdmIds.IsComponentId(text))
            return Value.Of(XdmIds.ToUri(text));
        if (StandardComponents.FindByName(kind, text) is { } standard)
            return Value.Of(standard);
        diagnostics.Add(ComponentDiagnostics.Unknown(scalar.Span, WordOf(kind), set.SectionOf(kind), text, set.KeysOf(kind).Concat(StandardComponents.NamesOf(kind))));
        return null;
    }

    /// <summary>The declared component that a text means by its key or title; null where there is none.</summary>
    public Value? FindDeclared(string kind, string text)
    {
        var found = set.Find(kind, text) ?? set.KeysOf(kind).Select(k => set.Find(kind, k)!).FirstOrDefault(d => set.DefaultsOf(d).TextOf(ComponentKinds.Title) == text);
        return found is null ? null : new Value.Reference(new(kind, found.Key), "id");
    }

    private static string WordOf(string kind) => kind switch
    {
        ComponentKinds.FieldGroup => "field group",
        ComponentKinds.DataType => "data type",
        _ => kind,
    };
}
