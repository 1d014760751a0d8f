using FlowPlan.Cli.Sending.Input;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Sending;

/// <summary>What can go wrong when records are sent.</summary>
internal static class SendDescriptors
{
    /// <summary>FP8212: records cannot be sent as they are.</summary>
    public static readonly DiagnosticDescriptor InvalidRecords = new(
        "FP8212", Severity.Error, DiagnosticCategory.Data, "records are too large, not JSON, or lack required fields; nothing was sent", "correct them, or send the others with `--skip-invalid`", ExitCode.Refused);

    /// <summary>FP8213: the last send of the input did not end.</summary>
    public static readonly DiagnosticDescriptor Unfinished = new(
        "FP8213", Severity.Error, DiagnosticCategory.Data, "an earlier send of the same input did not end", "continue it with `--resume`, or start again with `--restart`", ExitCode.Refused);

    /// <summary>FP8214: a checkpoint cannot be continued from.</summary>
    public static readonly DiagnosticDescriptor CheckpointMismatch = new(
        "FP8214", Severity.Error, DiagnosticCategory.Data, "a checkpoint is missing, damaged, or of another input or flow", "start again with `--restart`");

    /// <summary>FP8215: a file of the send cannot be written.</summary>
    public static readonly DiagnosticDescriptor CannotWrite = new(
        "FP8215", Severity.Error, DiagnosticCategory.Data, "the checkpoint or the file of `--failed` cannot be written", "make its folder writable");

    /// <summary>FP8216: records may have arrived already and are sent again (warning).</summary>
    public static readonly DiagnosticDescriptor MayArriveTwice = new(
        "FP8216", Severity.Warning, DiagnosticCategory.Data, "records that were in flight are sent again and may arrive twice (warning)", "delivery is at least once: use an ID in each record to find repetitions");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [InputDescriptors.Unreadable, InvalidRecords, Unfinished, CheckpointMismatch, CannotWrite, MayArriveTwice];
}
