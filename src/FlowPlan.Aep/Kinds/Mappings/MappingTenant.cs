using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>
/// The object of the organization in the path that a mapping fills: <c>_tenant</c> in the manifest, so that it serves every organization, and
/// its own name on the platform. The id of the schema tells it.
/// </summary>
internal static class MappingTenant
{
    private const string Prefix = FieldName.Tenant + ".";

    /// <summary>The path with the organization's own name, where the schema is known.</summary>
    public static string Resolve(string path, Value.Map mapping) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && TenantIn(mapping) is { } tenant ? $"_{tenant}.{path[Prefix.Length..]}" : path;

    /// <summary>The path as a manifest has it.</summary>
    public static string Hide(string path, Value.Map mapping) =>
        TenantIn(mapping) is { } tenant && path.StartsWith($"_{tenant}.", StringComparison.Ordinal) ? Prefix + path[(tenant.Length + 2)..] : path;

    private static string? TenantIn(Value.Map mapping) => SchemaReference.In(mapping).Id is Value.Text(var id) ? ComponentBody.TenantOf(XdmIds.ToUri(id)) : null;
}
