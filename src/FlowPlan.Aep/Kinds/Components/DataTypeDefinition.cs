using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>Data types: fields that several fields have.</summary>
internal sealed class DataTypeDefinition : ComponentDefinition
{
    public override KindDescription Description { get; } = Describe(ComponentKinds.DataType, "dataTypes", "datatypes", [], [], []);

    public override string Collection => "datatypes";

    public override string IdFolder => "datatypes";

    public override bool HasTenant => false;

    public override IComponentPart Part { get; } = new NoPart();
}
