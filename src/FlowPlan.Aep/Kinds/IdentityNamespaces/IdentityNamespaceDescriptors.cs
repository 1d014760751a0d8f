using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.IdentityNamespaces;

/// <summary>Rules of identity namespaces that are checked before any call.</summary>
public static class IdentityNamespaceDescriptors
{
    /// <summary>FP2020: the code of an identity namespace has characters other than letters and digits.</summary>
    public static readonly DiagnosticDescriptor InvalidCode = new(
        "FP2020", Severity.Error, DiagnosticCategory.References, "the code of an identity namespace has characters other than letters and digits", "write it with letters and digits only");

    /// <summary>FP2021: an identity namespace has the code of a standard one.</summary>
    public static readonly DiagnosticDescriptor StandardCode = new(
        "FP2021", Severity.Error, DiagnosticCategory.References, "an identity namespace has the code of a standard one, which every organization has", "refer to the standard namespace with 'existing', or choose another code");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [InvalidCode, StandardCode];
}
