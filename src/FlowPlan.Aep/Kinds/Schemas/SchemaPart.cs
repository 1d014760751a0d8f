using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>A class or a field group that a schema names.</summary>
/// <param name="Node">What is written.</param>
/// <param name="Value">What it means: a reference to a declared one, an id, or a text that means nothing.</param>
/// <param name="IsClass">Whether it is a class, as far as is known.</param>
/// <param name="IsFieldGroup">Whether it is a field group, as far as is known.</param>
internal sealed record SchemaPart(Node.Scalar Node, Value Value, bool IsClass, bool IsFieldGroup)
{
    /// <summary>The text as written.</summary>
    public string Text => Node.Value.ToString();

    /// <summary>Whether a declared resource is meant.</summary>
    public bool IsDeclared => Value is Value.Reference;

    /// <summary>Whether it comes from a sensitive variable.</summary>
    public bool IsSecret => Value is Value.Secret;

    /// <summary>What a text means.</summary>
    public static SchemaPart Of(Node.Scalar node, ComponentReferences? references)
    {
        if (node.Value is Value.Secret)
            return new(node, node.Value, false, false);
        var text = node.Value.ToString();
        if (references?.FindDeclared(ComponentKinds.Class, text) is { } ofClass)
            return new(node, ofClass, true, false);
        if (references?.FindDeclared(ComponentKinds.FieldGroup, text) is { } group)
            return new(node, group, false, true);
        var id = StandardComponents.FindByName(ComponentKinds.Class, text) ?? StandardComponents.FindByName(ComponentKinds.FieldGroup, text) ?? text;
        return new(node, Value.Of(id), StandardComponents.IsClass(id), StandardComponents.IsFieldGroup(id));
    }
}
