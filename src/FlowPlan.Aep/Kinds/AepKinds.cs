using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Components;
using FlowPlan.Aep.Kinds.Connections;
using FlowPlan.Aep.Kinds.DatasetExpirations;
using FlowPlan.Aep.Kinds.DatasetLabels;
using FlowPlan.Aep.Kinds.Datasets;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.FieldDescriptors;
using FlowPlan.Aep.Kinds.Flows;
using FlowPlan.Aep.Kinds.IdentityNamespaces;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Aep.Kinds.SourceConnections;
using FlowPlan.Aep.Kinds.TargetConnections;

namespace FlowPlan.Aep.Kinds;

/// <summary>The registration list: all that FlowPlan knows of a kind follows from its definition here.</summary>
internal static class AepKinds
{
    /// <summary>All kinds.</summary>
    public static ImmutableArray<KindDefinition> All { get; } =
    [
        new ConnectionDefinition(),
        new IdentityNamespaceDefinition(),
        new DataTypeDefinition(),
        new ClassDefinition(),
        new FieldGroupDefinition(),
        new SchemaDefinition(),
        new DescriptorDefinition(),
        new DatasetDefinition(),
        new DatasetExpirationDefinition(),
        new DatasetLabelsDefinition(),
        new MappingDefinition(),
        new SourceConnectionDefinition(),
        new TargetConnectionDefinition(),
        new FlowDefinition(),
    ];
}
