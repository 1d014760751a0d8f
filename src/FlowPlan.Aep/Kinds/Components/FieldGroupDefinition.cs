using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>Field groups: fields for the schemas of some classes.</summary>
internal sealed class FieldGroupDefinition : ComponentDefinition
{
    public override KindDescription Description { get; } = Describe(
        ComponentKinds.FieldGroup,
        "fieldGroups",
        "mixins",
        [new("classes", FieldChangeEffect.Update) { IsSet = true }],
        [new("classes/*", ComponentKinds.Class) { Refers = XdmIds.IsOwn }],
        ["classes/**"]);

    /// <summary>Those of all components; each is listed once.</summary>
    public override IReadOnlyList<DiagnosticDescriptor> Diagnostics => ComponentDescriptors.All;

    public override string Collection => "fieldgroups";

    public override string IdFolder => "mixins";

    public override bool HasTenant => true;

    public override IComponentPart Part { get; } = new ClassesPart();
}
