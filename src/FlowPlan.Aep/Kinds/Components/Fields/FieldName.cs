namespace FlowPlan.Aep.Kinds.Components.Fields;

/// <summary>
/// The path of a field within its component: names with dots between them, <c>[]</c> behind the name of a list whose items have fields, and
/// <c>{}</c> behind that of a map whose values do.
/// </summary>
internal static class FieldName
{
    /// <summary>The placeholder for the object of the organization, such as <c>_acme</c>.</summary>
    public const string Tenant = "_tenant";

    private const string TenantPrefix = Tenant + ".";
    private const string ItemsMark = "[]";
    private const string ValuesMark = "{}";

    /// <summary>Whether a path is in the object of the organization, by its placeholder.</summary>
    public static bool IsOwn(string path) => path == Tenant || path.StartsWith(TenantPrefix, StringComparison.Ordinal);

    /// <summary>The path with the organization's own name in place of the placeholder; the same where the tenant ID is not known.</summary>
    public static string WithTenant(string path, string? tenant) => tenant is not null && IsOwn(path) ? $"_{tenant}{path[Tenant.Length..]}" : path;

    /// <summary>The path with the placeholder in place of the organization's own name; the same where the tenant ID is not known.</summary>
    public static string WithoutTenant(string path, string? tenant) =>
        tenant is not null && (path == "_" + tenant || path.StartsWith($"_{tenant}.", StringComparison.Ordinal)) ? Tenant + path[(tenant.Length + 1)..] : path;

    /// <summary>The path within the object of the organization; the same for a path that is not in it.</summary>
    public static string InTenant(string path) => path.StartsWith(TenantPrefix, StringComparison.Ordinal) ? path[TenantPrefix.Length..] : path;

    /// <summary>The names of a path, each with the key of JSON Schema that leads from its field to those below it; null for an object.</summary>
    public static IEnumerable<(string Name, string? Below)> Parts(string path) => path.Split('.').Select(part =>
        part.EndsWith(ItemsMark, StringComparison.Ordinal) ? (part[..^2], "items")
        : part.EndsWith(ValuesMark, StringComparison.Ordinal) ? (part[..^2], "additionalProperties")
        : (part, (string?)null));

    /// <summary>The path of a field below another.</summary>
    public static string Below(string path, string? below, string name) =>
        path + (below switch { "items" => ItemsMark, "additionalProperties" => ValuesMark, _ => string.Empty }) + "." + name;

    /// <summary>The path of the field that has a field; null for one at the top.</summary>
    public static string? Parent(string path)
    {
        var at = path.LastIndexOf('.');
        if (at < 0)
            return null;
        var parent = path[..at];
        return parent.EndsWith(ItemsMark, StringComparison.Ordinal) || parent.EndsWith(ValuesMark, StringComparison.Ordinal) ? parent[..^2] : parent;
    }

    /// <summary>Whether a path is written as it must be; the field of a component does not end with a mark.</summary>
    public static bool IsValid(string path, bool allowTenant) =>
        path.Length > 0
        && Parts(path).Select((p, i) => IsName(p.Name) || (i == 0 && allowTenant && p.Name == Tenant)).All(valid => valid)
        && !path.EndsWith(ItemsMark, StringComparison.Ordinal)
        && !path.EndsWith(ValuesMark, StringComparison.Ordinal);

    private static bool IsName(string name) =>
        name.Length > 0 && name[0] != '_' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
