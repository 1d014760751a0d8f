using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Arguments;

/// <summary>What an apply or a destroy may do.</summary>
/// <param name="AutoApprove">Whether it applies without a prompt.</param>
/// <param name="AllowDelete">The deletions and replacements that are allowed without a prompt; empty for all, null for none.</param>
/// <param name="LockTimeout">How long to wait for the lock.</param>
/// <param name="Destroy">Whether all managed resources are destroyed.</param>
/// <param name="Options">What narrows or widens the plan.</param>
internal sealed record ApplyArguments(bool AutoApprove, string[]? AllowDelete, TimeSpan LockTimeout, bool Destroy, PlanOptions Options)
{
    /// <summary>How long to wait until each new flow accepts data; null for not at all.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>A file with rules that the plan must comply with; null for none.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the permissions of the credential are checked first.</summary>
    public bool Preflight { get; init; }

    /// <summary>Whether the first plan asks the services.</summary>
    public bool ServiceChecks { get; init; }

    /// <summary>The command that was given.</summary>
    public string Command => Destroy ? "destroy" : "apply";
}
