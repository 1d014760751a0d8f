using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.IdentityNamespaces;

/// <summary>Diagnostics about identity namespaces.</summary>
internal static class IdentityNamespaceDiagnostics
{
    public static Diagnostic BadCode(SourceSpan span, string code) =>
        Diagnostic.Of(IdentityNamespaceDescriptors.InvalidCode, $"'{code}' cannot be the code of an identity namespace", span, "use letters and digits only");

    public static Diagnostic StandardCode(SourceSpan span, string code) =>
        Diagnostic.Of(
            IdentityNamespaceDescriptors.StandardCode,
            $"'{code}' is a standard identity namespace, which every organization has",
            span,
            $"refer to it with 'existing: {{ name: {code} }}', or choose another code");
}
