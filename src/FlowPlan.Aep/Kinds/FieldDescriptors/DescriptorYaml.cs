using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Labels;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;
using Shared = FlowPlan.Aep.Kinds.Schemas.Writing.DescriptorYaml;

namespace FlowPlan.Aep.Kinds.FieldDescriptors;

/// <summary>Writes a descriptor as a block.</summary>
internal static class DescriptorYaml
{
    public static void Write(Value.Map fields, BlockWriter block)
    {
        if (fields.TextOf("schema") is { } schema)
            block.Set(new YamlEntry("schema", block.KeyOrId(DescriptorTypes.SchemaKind, schema)));
        if (fields.TextOf("fieldGroup") is { } group)
            block.Set(new YamlEntry("fieldGroup", block.KeyOrId(ComponentKinds.FieldGroup, group)));
        block.Set("field", fields["field"]);
        if (DescriptorForms.Find(fields.TextOf("type")) is not { } form)
            return;
        block.Set(new YamlEntry(form.Key, form.Key switch
        {
            DescriptorForms.Deprecated => Yaml.Of(true),
            DescriptorForms.ReferenceIdentity => Shared.NamespaceOf(fields.TextOf(form.Key) ?? string.Empty, block),
            DescriptorForms.Labels => DataUsageLabels.ToYaml(fields[form.Key]),
            _ => Shared.FieldOf(form.Key, fields[form.Key] as Value.Map ?? Value.Map.Empty, block),
        }));
    }
}
