using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.IdentityNamespaces;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Reads what a block says of the fields of a schema: identities, relationships, friendly names, deprecated fields.</summary>
/// <param name="set">All declarations.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class DescriptorReader(DeclarationSet set, DiagnosticBag diagnostics)
{
    /// <summary>Reads the parts of a block into fields.</summary>
    public void Read(Node.Mapping body, FieldBuilder fields)
    {
        foreach (var entry in EntriesOf(body, DescriptorTypes.Identities))
        {
            var parts = entry.Value as Node.Mapping;
            var code = parts is null ? entry.Value : parts["namespace"];
            if (code is not Node.Scalar scalar)
            {
                diagnostics.Add(SchemaDiagnostics.BadDescriptor(entry.KeySpan, $"the identity '{entry.Key}' has no namespace", "add 'namespace', such as 'namespace: Email'"));
                continue;
            }

            fields.Set(Namespace(scalar), scalar.Span, DescriptorTypes.Identities, entry.Key, "namespace");
            var primary = parts?["primary"];
            fields.Set(Value.Of(primary?.ToValue() == Value.Of(true)), (primary ?? entry.Value).Span, DescriptorTypes.Identities, entry.Key, "primary");
            fields.Mark(entry.KeySpan, DescriptorTypes.Identities, entry.Key);
        }

        foreach (var entry in EntriesOf(body, DescriptorTypes.Relationships))
            ReadRelationship(entry, fields);
        foreach (var entry in EntriesOf(body, DescriptorTypes.FriendlyNames))
        {
            if (entry.Value is Node.Scalar title)
                fields.Set(title.Value, title.Span, DescriptorTypes.FriendlyNames, entry.Key, "title");
            foreach (var part in (entry.Value as Node.Mapping)?.Entries ?? [])
                fields.Set(part.Value, DescriptorTypes.FriendlyNames, entry.Key, part.Key);
        }

        foreach (var item in (body[DescriptorTypes.DeprecatedFields] as Node.Sequence)?.Items.OfType<Node.Scalar>() ?? [])
        {
            if (PathOf(item) is { } path)
                fields.Set(Value.Of(true), item.Span, DescriptorTypes.DeprecatedFields, path);
        }
    }

    private void ReadRelationship(MappingEntry entry, FieldBuilder fields)
    {
        if (entry.Value is not Node.Mapping parts || parts["schema"] is not Node.Scalar schema)
        {
            diagnostics.Add(SchemaDiagnostics.BadDescriptor(entry.KeySpan, $"the relationship '{entry.Key}' leads to no schema", "add 'schema', the key or the $id of the other schema"));
            return;
        }

        fields.Set(SchemaOf(schema), schema.Span, DescriptorTypes.Relationships, entry.Key, "schema");
        if (parts["property"] is Node.Scalar property && PathOf(property) is { } path)
            fields.Set(Value.Of(path), property.Span, DescriptorTypes.Relationships, entry.Key, "property");
        if (parts["namespace"] is Node.Scalar code)
            fields.Set(Namespace(code), code.Span, DescriptorTypes.Relationships, entry.Key, "namespace");
        fields.Set(parts["cardinality"], DescriptorTypes.Relationships, entry.Key, "cardinality");
    }

    /// <summary>A declared schema by its key, or the id of any other; null for anything else, which is reported.</summary>
    public Value? SchemaOf(Node.Scalar schema)
    {
        var text = schema.Value.ToString();
        if (set.Find(DescriptorTypes.SchemaKind, text) is { } declared)
            return new Value.Reference(new(DescriptorTypes.SchemaKind, declared.Key), "id");
        if (SchemaIds.IsId(text))
            return Value.Of(XdmIds.ToUri(text));
        diagnostics.Add(BlockDiagnostics.UnknownReference(schema.Span, set.SectionOf(DescriptorTypes.SchemaKind), text, set.KeysOf(DescriptorTypes.SchemaKind)));
        return null;
    }

    /// <summary>A declared namespace by its key, or the code of any other.</summary>
    public Value Namespace(Node.Scalar code) => set.Find(IdentityNamespaceDefinition.Kind, code.Value.ToString()) is { } declared
        ? new Value.Reference(new(IdentityNamespaceDefinition.Kind, declared.Key), "code")
        : CheckNamespace(code);

    private Value CheckNamespace(Node.Scalar code)
    {
        if (code.Value is Value.Text(var text) && !StandardNamespaces.Contains(text))
            diagnostics.Add(SchemaDiagnostics.UnknownNamespace(code.Span, text, set.KeysOf(IdentityNamespaceDefinition.Kind).Concat(StandardNamespaces.All)));
        return code.Value;
    }

    private IEnumerable<MappingEntry> EntriesOf(Node.Mapping body, string group) =>
        ((body[group] as Node.Mapping)?.Entries ?? []).Where(e => CheckPath(e.Key, e.KeySpan));

    /// <summary>The path of a field, with the placeholder in place of the organization's own name; null for no path, which is reported.</summary>
    public string? PathOf(Node.Scalar node)
    {
        var path = FieldName.WithoutTenant(node.Value.ToString(), set.Expressions.Tenant.Known);
        return CheckPath(path, node.Span) ? path : null;
    }

    private bool CheckPath(string path, SourceSpan span)
    {
        if (DescriptorPath.FaultIn(path) is not { } fault)
            return true;
        diagnostics.Add(SchemaDiagnostics.BadDescriptor(span, $"'{path}' cannot be described as a field of the schema", fault));
        return false;
    }
}
