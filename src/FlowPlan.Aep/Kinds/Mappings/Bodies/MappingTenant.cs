using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Bodies;

/// <summary>
/// The object of the organization in the path that a mapping fills: <c>_tenant</c> in the manifest, so that it serves every organization, and
/// its own name on the platform. The id of the schema tells it.
/// </summary>
internal static class MappingTenant
{
    /// <summary>The name of the organization in the id of the schema; null where that does not have it.</summary>
    public static string? TenantIn(Value.Map mapping) => SchemaReference.In(mapping).Id is Value.Text(var id) ? ComponentBody.TenantOf(XdmIds.ToUri(id)) : null;
}
