using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep;

/// <summary>All kinds of findings of the provider.</summary>
public static class AepDiagnosticCatalog
{
    /// <summary>The kinds of findings, in the order of the stages.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. DialectDescriptors.All,
        .. SettingsDescriptors.All,
        .. ServiceDescriptors.All,
        .. ExportDescriptors.All,
    ];
}
