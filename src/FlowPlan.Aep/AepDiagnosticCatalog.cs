using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep;

/// <summary>All kinds of findings of the provider.</summary>
public static class AepDiagnosticCatalog
{
    /// <summary>The kinds of findings, in the order of the stages.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. BlockDescriptors.All,
        .. DialectDescriptors.All,
        .. AepKinds.All.SelectMany(k => k.Diagnostics),
        .. SettingsDescriptors.All,
        .. ServiceDescriptors.All,
        .. ExportDescriptors.All,
        .. IngestionDescriptors.All,
    ];
}
