using System.Collections.Frozen;

namespace FlowPlan.Aep.Kinds.IdentityNamespaces;

/// <summary>The namespaces that every organization has, as far as they are known offline.</summary>
internal static class StandardNamespaces
{
    private static readonly FrozenSet<string> Codes = ((string[])
    [
        "AAID", "AdCloud", "CORE", "ECID", "Email", "Email_LC_SHA256", "FPID", "GAID", "IDFA", "Phone", "Phone_E.164", "Phone_SHA256", "TNTID", "WAID",
    ]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The codes, for messages.</summary>
    public static IEnumerable<string> All => Codes.Order(StringComparer.Ordinal);

    /// <summary>Whether a code is that of a standard namespace.</summary>
    public static bool Contains(string code) => Codes.Contains(code);
}
