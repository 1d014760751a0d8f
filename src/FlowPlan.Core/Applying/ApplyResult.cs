using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying;

/// <summary>How an apply ended.</summary>
public sealed record ApplyResult
{
    /// <summary>The actions that succeeded, in the order of the plan. A replacement counts once, with the new object's ID and the time of both halves.</summary>
    public required ImmutableArray<ApplyEvent.Completed> Done { get; init; }

    /// <summary>The actions that failed, in the order of the plan.</summary>
    public required ImmutableArray<ApplyEvent.Failed> Failed { get; init; }

    /// <summary>The actions that did not begin, in the order of the plan.</summary>
    public required ImmutableArray<ApplyEvent.Skipped> Skipped { get; init; }

    /// <summary>The state after the run. It is on disk as the lockfile unless <see cref="SaveFailure"/> says otherwise.</summary>
    public required Lockfile Lockfile { get; init; }

    /// <summary>Whether the lockfile was written only because it was in clear, or encrypted with another key than that of today.</summary>
    public bool WasEncrypted { get; init; }

    /// <summary>Why the lockfile could not be written at the end; null when it was. The journal then still has everything, for the next run.</summary>
    public Diagnostic? SaveFailure { get; init; }

    /// <summary>Why the run's progress could not be reported, such as a full disk under a redirected output; null when it was.</summary>
    public Diagnostic? ReportFailure { get; init; }

    /// <summary>What needs attention although the action succeeded, by address.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    /// <summary>What there is to report besides failed actions: <see cref="Warnings"/>, <see cref="SaveFailure"/> and <see cref="ReportFailure"/>.</summary>
    public IEnumerable<Diagnostic> Problems => [.. Warnings, .. new[] { SaveFailure, ReportFailure }.OfType<Diagnostic>()];

    /// <summary>All findings: why each action failed, then <see cref="Problems"/>.</summary>
    public IEnumerable<Diagnostic> Findings => Failed.Select(f => f.Reason).Concat(Problems);

    /// <summary>Whether the run was stopped by a signal.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Whether all of the plan was carried out, and saved.</summary>
    public bool Complete => Failed.IsEmpty && Skipped.IsEmpty && !Interrupted && SaveFailure is null;
}
