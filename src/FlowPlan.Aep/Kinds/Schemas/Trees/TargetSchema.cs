using System.Runtime.CompilerServices;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Trees;

/// <summary>The schema whose fields a resource fills.</summary>
internal static class TargetSchema
{
    private static readonly ConditionalWeakTable<DesiredGraph, ILookup<ResourceAddress, DesiredResource>> Descriptors = [];

    /// <summary>The schema that a field refers to; one that is only referred to has nothing but its identities. Null where it is not known.</summary>
    public static DesiredResource? Of(DesiredResource self, string path, DesiredGraph graph) =>
        FieldPath.Find(self.Fields, path) is Value.Reference { Address: var address } && graph.Find(address) is { } schema
            ? schema.Existing is null ? schema : WithIdentities(schema, SchemaCopyFile.IdentitiesOf(schema), graph)
            : null;

    /// <summary>A schema that is only referred to, with its identities: those that it has, and those that the manifest gives it.</summary>
    public static DesiredResource WithIdentities(DesiredResource schema, Value.Map live, DesiredGraph graph)
    {
        var declared = Descriptors.GetValue(graph, static g => g.OfKind(DescriptorTypes.DescriptorKind)
            .Where(d => d.Fields["schema"] is Value.Reference && d.Fields["identity"] is Value.Map)
            .ToLookup(d => ((Value.Reference)d.Fields["schema"]!).Address));
        var all = declared[schema.Address].Aggregate(live, (known, d) => d.Fields.TextOf("field") is { } field ? known.With(field, d.Fields["identity"]!) : known);
        return schema with { Fields = Value.Map.Of((DescriptorTypes.Identities, all)) };
    }
}
