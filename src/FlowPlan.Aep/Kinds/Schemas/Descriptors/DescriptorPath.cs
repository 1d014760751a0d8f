using FlowPlan.Aep.Kinds.Components.Fields;

namespace FlowPlan.Aep.Kinds.Schemas.Descriptors;

/// <summary>The path of a field of a schema: with dots in the manifest, with slashes in a descriptor, where the organization's object has its own name.</summary>
internal static class DescriptorPath
{
    /// <summary>Names of standard fields that begin with an underscore.</summary>
    private static readonly string[] StandardRoots = ["_id", "_repo", "_experience", "_schema"];

    /// <summary>The path as a descriptor has it.</summary>
    public static string ToWire(string path, string? tenant) => "/" + FieldName.WithTenant(path, tenant).Replace('.', '/');

    /// <summary>The path as a manifest has it.</summary>
    public static string FromWire(string path, string? tenant) => FieldName.WithoutTenant(path.TrimStart('/').Replace('/', '.'), tenant);

    /// <summary>Whether a path of a descriptor begins with the name of a standard field.</summary>
    public static bool IsStandard(string wirePath) => StandardRoots.Contains(wirePath.Split('/').ElementAtOrDefault(1));

    /// <summary>Why a text cannot be the path of a field; null where it can.</summary>
    public static string? FaultIn(string path)
    {
        var names = path.Split('.');
        if (names.Any(n => n.Length == 0 || !n.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')))
            return "write the names of the fields with dots between them, such as '_tenant.loyaltyId'; fields in lists cannot be named";
        if (names is [FieldName.Tenant])
            return "it is the object of the organization, which all own fields of the sandbox are in; name a field in it";
        return names[0][0] == '_' && names[0] != FieldName.Tenant && !StandardRoots.Contains(names[0])
            ? $"write '{FieldName.Tenant}' in place of '{names[0]}', so that the manifest serves every organization"
            : null;
    }
}
