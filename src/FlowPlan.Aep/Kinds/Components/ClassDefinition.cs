using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>Classes: what the objects of a schema are, with the fields that all of them have.</summary>
internal sealed class ClassDefinition : ComponentDefinition
{
    public override KindDescription Description { get; } = Describe(
        ComponentKinds.Class,
        "classes",
        "classes",
        [new("behavior", FieldChangeEffect.Refuse) { Consequence = "the behavior of a class cannot be changed; create another class" }],
        [],
        ["behavior"]);

    public override string Collection => "classes";

    public override string IdFolder => "classes";

    public override bool HasTenant => true;

    public override IComponentPart Part { get; } = new BehaviorPart();
}
