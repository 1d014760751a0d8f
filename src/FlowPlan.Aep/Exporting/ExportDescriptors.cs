using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Exporting;

/// <summary>Export.</summary>
public static class ExportDescriptors
{
    /// <summary>FP8103: the sandbox has no such flow.</summary>
    public static readonly DiagnosticDescriptor UnknownFlow = new(
        "FP8103", Severity.Error, DiagnosticCategory.Export, "the sandbox has no such flow", "see \"did you mean\"");

    /// <summary>FP8104: the sandbox has several flows with that name.</summary>
    public static readonly DiagnosticDescriptor AmbiguousFlow = new(
        "FP8104", Severity.Error, DiagnosticCategory.Export, "the sandbox has several flows with that name", "use the ID");

    /// <summary>FP8105: no object to export, or none that matches.</summary>
    public static readonly DiagnosticDescriptor NothingSelected = new(
        "FP8105", Severity.Error, DiagnosticCategory.Export, "no object to export, or none that matches", "check the sandbox and the patterns");

    /// <summary>FP8110: an object is left out because FlowPlan does not support it (warning).</summary>
    public static readonly DiagnosticDescriptor ObjectLeftOut = new(
        "FP8110", Severity.Warning, DiagnosticCategory.Export, "an object is left out because FlowPlan does not support it (warning)", "nothing; it stays unchanged");

    /// <summary>FP8111: an object is only referenced, for the same reason (warning).</summary>
    public static readonly DiagnosticDescriptor ObjectReferenced = new(
        "FP8111", Severity.Warning, DiagnosticCategory.Export, "an object is only referenced, for the same reason (warning)", "nothing; it stays unchanged");

    /// <summary>FP8112: none of the selected objects can be exported.</summary>
    public static readonly DiagnosticDescriptor NothingExportable = new(
        "FP8112", Severity.Error, DiagnosticCategory.Export, "none of the selected objects can be exported", "the warnings say why");

    /// <summary>FP8113: the manifest to be written would not be valid.</summary>
    public static readonly DiagnosticDescriptor InvalidExport = new(
        "FP8113", Severity.Error, DiagnosticCategory.Export, "the manifest to be written would not be valid", "follow the message");

    /// <summary>FP8114: objects belong to another project and are not exported as managed (warning).</summary>
    public static readonly DiagnosticDescriptor OtherProject = new(
        "FP8114", Severity.Warning, DiagnosticCategory.Export, "objects belong to another project and are not exported as managed (warning)", "nothing; `--take-over` manages them, once the other project no longer does");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownFlow,
        AmbiguousFlow,
        NothingSelected,
        ObjectLeftOut,
        ObjectReferenced,
        NothingExportable,
        InvalidExport,
        OtherProject,
    ];
}
