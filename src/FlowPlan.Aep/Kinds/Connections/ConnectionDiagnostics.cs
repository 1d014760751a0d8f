using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Connections;

/// <summary>Diagnostics about connections that need no call.</summary>
internal static class ConnectionDiagnostics
{
    public static Diagnostic LiteralSecret(SourceSpan span, ResourceAddress address, IEnumerable<string> keys) =>
        Diagnostic.Of(
            ConnectionDescriptors.LiteralSecret,
            $"{address}: not passed as a secret under auth.params: {string.Join(", ", keys.Select(k => $"'{k}'"))}",
            span with { Hidden = true },
            "declare a variable with 'sensitive: true', write {{ var.<name> }} here, and pass FLOWPLAN_VAR_<name>; change a credential that was committed") with
        { Address = address };
}
