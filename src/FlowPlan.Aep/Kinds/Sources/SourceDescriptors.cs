using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>Rules of sources by name that are checked before any call.</summary>
public static class SourceDescriptors
{
    /// <summary>FP2040: what is declared for a source by name is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidSource = new(
        "FP2040", Severity.Error, DiagnosticCategory.References, "what is declared for a source by name is not valid", "see `flowplan sources <name>`");

    /// <summary>FP2041: a secret of a source by name is not passed as a secret.</summary>
    public static readonly DiagnosticDescriptor LiteralSecret = new(
        "FP2041", Severity.Error, DiagnosticCategory.References, "a secret of a source by name is written in the manifest, or comes from a variable that is not sensitive", "pass it by a variable with `sensitive: true`");

    /// <summary>FP2042: the schedule of a flow is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidSchedule = new(
        "FP2042", Severity.Error, DiagnosticCategory.References, "the schedule of a flow is not valid", "the message says what is wrong");

    /// <summary>FP2043: two flows read one subscription or consumer group.</summary>
    public static readonly DiagnosticDescriptor SharedConsumer = new(
        "FP2043", Severity.Error, DiagnosticCategory.References, "two source connections read one subscription or consumer group, so that each gets a part of the messages", "give each its own");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [InvalidSource, LiteralSecret, InvalidSchedule, SharedConsumer];
}
