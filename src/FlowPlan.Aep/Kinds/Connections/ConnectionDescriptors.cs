using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Connections;

/// <summary>Rules of connections that are checked before any call.</summary>
public static class ConnectionDescriptors
{
    /// <summary>FP2016: a credential is not passed as a secret (warning).</summary>
    public static readonly DiagnosticDescriptor LiteralSecret = new(
        "FP2016", Severity.Warning, DiagnosticCategory.References, "a credential under `auth.params` is not passed as a secret (warning)", "pass it by a variable with `sensitive: true`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        LiteralSecret,
    ];
}
