using System.Collections.Immutable;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying;

/// <summary>How an apply ended.</summary>
public sealed record ApplyResult
{
    /// <summary>What was carried out, in the order of the plan.</summary>
    public required ImmutableArray<ApplyEvent.Completed> Done { get; init; }

    /// <summary>What failed, in the order of the plan.</summary>
    public required ImmutableArray<ApplyEvent.Failed> Failed { get; init; }

    /// <summary>What was not begun, in the order of the plan.</summary>
    public required ImmutableArray<ApplyEvent.Skipped> Skipped { get; init; }

    /// <summary>The lockfile as it is on disk now.</summary>
    public required Lockfile Lockfile { get; init; }

    /// <summary>Whether the run was stopped by a signal.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Whether all of the plan was carried out.</summary>
    public bool Complete => Failed.IsEmpty && Skipped.IsEmpty && !Interrupted;
}
