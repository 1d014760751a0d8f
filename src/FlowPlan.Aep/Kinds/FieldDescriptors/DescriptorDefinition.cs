using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.IdentityNamespaces;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.FieldDescriptors;

/// <summary>Descriptors of fields of schemas that are only referred to, and data usage labels of the fields of a field group.</summary>
internal sealed class DescriptorDefinition : KindDefinition
{
    /// <summary>The kind's name.</summary>
    public const string Kind = DescriptorTypes.DescriptorKind;

    public override KindDescription Description { get; } = new(
        Kind,
        "descriptors",
        [
            new("id", "the descriptor's @id"),
        ],
        [
            new("schema", FieldChangeEffect.Replace),
            new("fieldGroup", FieldChangeEffect.Replace),
            new("field", FieldChangeEffect.Replace),
            new("type", FieldChangeEffect.Replace),
            new("identity/namespace", FieldChangeEffect.Update) { IgnoresCase = true },
            new("identity/primary", FieldChangeEffect.Update) { DefaultValue = Value.Of(false) },
            new("referenceIdentity", FieldChangeEffect.Update) { IgnoresCase = true },
            new("friendlyName/values", FieldChangeEffect.Update) { IsAtomic = true },
            new("labels", FieldChangeEffect.Update) { IsSet = true },
        ],
        [
            new("schema", DescriptorTypes.SchemaKind) { Refers = XdmIds.IsOwn },
            new("fieldGroup", ComponentKinds.FieldGroup) { Refers = XdmIds.IsOwn },
            new("identity/namespace", IdentityNamespaceDefinition.Kind, "code") { Refers = code => !StandardNamespaces.Contains(code) },
            new("referenceIdentity", IdentityNamespaceDefinition.Kind, "code") { Refers = code => !StandardNamespaces.Contains(code) },
            new("relationship/schema", DescriptorTypes.SchemaKind) { Refers = XdmIds.IsOwn },
        ])
    {
        NameField = "label",
        Fields = ["schema", "fieldGroup", "field", "type", "identity/**", "relationship/**", "referenceIdentity", "friendlyName/**", "labels/**"],
        IdFormat = new("of hexadecimal digits", text => text.Length is >= 16 and <= 64 && text.All(char.IsAsciiHexDigitLower)),
    };

    public override string? Permission => "manage-schemas";

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["schema"] ?? fields["fieldGroup"], fields["field"], fields["type"]);

    public override string? DeleteConsequence(LiveObject live) => DescriptorForms.Find(live.Fields.TextOf("type"))?.DeleteConsequence;

    public override void Read(BlockReader block, FieldBuilder fields) => new DescriptorBlock(block).Read(fields);

    public override void Write(LiveObject live, BlockWriter block) => DescriptorYaml.Write(live.Fields, block);

    /// <summary>What is said of the fields of a managed schema stands in the schema's own block.</summary>
    public override void Validate(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        if (graph.Follow(self, "schema") is { Existing: null } schema)
        {
            diagnostics.Add(SchemaDiagnostics.BadDescriptor(
                self.FieldSpans["schema"],
                $"{self.Address} describes a field of {schema.Address}, which is managed here",
                $"write it into the block of the schema, under '{DescriptorForms.Find(self.Fields.TextOf("type"))?.Group}'"));
        }
    }

    public override void ValidateAll(IReadOnlyList<DesiredResource> resources, DesiredGraph graph, DiagnosticBag diagnostics) =>
        LabelGuardrail.Check(resources, graph, diagnostics);

    public override IResourceOperations Connect(AepServices services) => new DescriptorOperations(this, services.Descriptors, services.SchemaRegistry);
}
