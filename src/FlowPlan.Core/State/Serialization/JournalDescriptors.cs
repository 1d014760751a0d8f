using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Serialization;

/// <summary>What can be wrong with a journal.</summary>
public static class JournalDescriptors
{
    /// <summary>FP6201: the journal of an earlier run is damaged.</summary>
    public static readonly DiagnosticDescriptor JournalDamaged = new(
        "FP6201", Severity.Error, DiagnosticCategory.State, "the journal of an earlier run is damaged", "keep a copy, remove it, plan");

    /// <summary>FP6202: the journal belongs to another lockfile.</summary>
    public static readonly DiagnosticDescriptor JournalLineageMismatch = new(
        "FP6202", Severity.Error, DiagnosticCategory.State, "the journal belongs to another lockfile", "restore that lockfile, or move the journal away");

    /// <summary>FP6203: the journal was written by a newer FlowPlan.</summary>
    public static readonly DiagnosticDescriptor JournalNewer = new(
        "FP6203", Severity.Error, DiagnosticCategory.State, "the journal was written by a newer FlowPlan", "use that version");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        JournalDamaged,
        JournalLineageMismatch,
        JournalNewer,
    ];
}
