using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Labels;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.FieldDescriptors;

/// <summary>Reads the block of a descriptor: a field of a schema or field group, and the one thing that is said of it.</summary>
internal sealed class DescriptorBlock(BlockReader block)
{
    private readonly DescriptorReader reader = new(block.Declarations, block.Diagnostics);

    public void Read(FieldBuilder fields)
    {
        var forms = DescriptorForms.All.Where(f => block.Body[f.Key] is not null).ToList();
        if (forms.Count == 0)
            Report(block.Span, $"{block.Address} says nothing of the field", $"add one of: {string.Join(", ", DescriptorForms.All.Select(f => f.Key))}");
        else if (forms.Count > 1)
            block.Reject([forms[1].Key], $"'{forms[0].Key}': a descriptor says one thing of a field");
        if (forms is [var form])
        {
            ReadSource(form, fields);
            ReadForm(form, fields);
        }

        if (block.Required("field") is not null && block.Body["field"] is Node.Scalar field && reader.PathOf(field) is { } path)
            fields.Set(Value.Of(path), field.Span, "field");
    }

    /// <summary>Labels belong to the field group that has the field, anything else to the schema.</summary>
    private void ReadSource(DescriptorForm form, FieldBuilder fields)
    {
        var (key, other) = form.Key == DescriptorForms.Labels ? ("fieldGroup", "schema") : ("schema", "fieldGroup");
        block.Reject([other], $"'{form.Key}', which is said of a field of a {(key == "schema" ? key : "field group")}");
        if (block.Body[key] is not Node.Scalar source)
            block.ReportMissing(key);
        else if (key == "schema")
            fields.Set(reader.SchemaOf(source), source.Span, key);
        else
            fields.Set(new ComponentReferences(block.Declarations, block.Diagnostics).Find(ComponentKinds.FieldGroup, source), source.Span, key);
    }

    private void ReadForm(DescriptorForm form, FieldBuilder fields)
    {
        var (value, span) = (block.Body[form.Key]!, block.SpanOf(form.Key));
        var parts = value as Node.Mapping;
        fields.Set(Value.Of(form.Types[form.Key == DescriptorForms.Relationship && parts?["cardinality"] is not null ? 1 : 0]), span, "type");
        switch (form.Key)
        {
            case DescriptorForms.Identity when (parts is null ? value : parts["namespace"]) is Node.Scalar code:
                fields.Set(reader.Namespace(code), code.Span, form.Key, "namespace");
                fields.Set(Value.Of(parts?["primary"]?.ToValue() == Value.Of(true)), span, form.Key, "primary");
                break;
            case DescriptorForms.ReferenceIdentity when value is Node.Scalar code:
                fields.Set(reader.Namespace(code), code.Span, form.Key);
                break;
            case DescriptorForms.FriendlyName:
                fields.Shorthand(value, form.Key, "title");
                break;
            case DescriptorForms.Deprecated when value.ToValue() != Value.Of(true):
                Report(span, "'deprecated' can only be true", "remove the descriptor of a field that is not deprecated");
                break;
            case DescriptorForms.Labels:
                DataUsageLabels.Read(value, block.Address.ToString(), DataUsageLabels.Full, fields, form.Key, Report);
                break;
            case DescriptorForms.Relationship when parts is not null:
                ReadRelationship(parts, fields);
                break;
        }
    }

    private void Report(SourceSpan span, string text, string help) => block.Diagnostics.Add(SchemaDiagnostics.BadDescriptor(span, text, help));

    private void ReadRelationship(Node.Mapping parts, FieldBuilder fields)
    {
        if (parts["schema"] is Node.Scalar schema)
            fields.Set(reader.SchemaOf(schema), schema.Span, DescriptorForms.Relationship, "schema");
        if (parts["property"] is Node.Scalar property && reader.PathOf(property) is { } path)
            fields.Set(Value.Of(path), property.Span, DescriptorForms.Relationship, "property");
        fields.Set(parts["cardinality"], DescriptorForms.Relationship, "cardinality");
    }
}
