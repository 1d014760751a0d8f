namespace FlowPlan.Core.Diagnostics;

/// <summary>A kind of finding. Each stage lists its own; <c>docs/diagnostics.md</c> is generated from the lists.</summary>
/// <param name="Code">The stable code, such as <c>FP1004</c>. Never reused for another meaning.</param>
/// <param name="Severity">How severe it is.</param>
/// <param name="Category">The part of FlowPlan that it belongs to.</param>
/// <param name="Title">What is wrong, in general.</param>
/// <param name="Remedy">What to do about it, in general.</param>
/// <param name="Exit">The exit code of a command that fails because of it.</param>
public sealed record DiagnosticDescriptor(
    string Code,
    Severity Severity,
    DiagnosticCategory Category,
    string Title,
    string Remedy,
    ExitCode Exit = ExitCode.Error)
{
    /// <summary>Whether a plan finds out by a call, so that only commands without calls report it.</summary>
    public bool IsAnsweredByPlan { get; init; }
}
