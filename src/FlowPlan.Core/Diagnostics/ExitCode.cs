namespace FlowPlan.Core.Diagnostics;

/// <summary>The exit codes of the process; documented in <c>docs/commands.md</c>.</summary>
public enum ExitCode
{
    /// <summary>Success, with or without changes.</summary>
    Success = 0,

    /// <summary>An error.</summary>
    Error = 1,

    /// <summary>Changes are pending (<c>plan --detailed-exitcode</c>).</summary>
    ChangesPending = 2,

    /// <summary>The platform drifted (<c>drift</c>).</summary>
    Drift = 3,

    /// <summary>A saved plan is stale.</summary>
    StalePlan = 4,

    /// <summary>An apply is incomplete: some changes failed or were skipped. Or records of a <c>send</c> were not accepted.</summary>
    Incomplete = 5,

    /// <summary>Another command holds the lock.</summary>
    LockHeld = 6,

    /// <summary>A check or guard refused.</summary>
    Refused = 7,

    /// <summary>A record that was sent did not arrive (<c>verify</c>).</summary>
    NotArrived = 8,

    /// <summary>A flow does not accept data yet.</summary>
    NotLive = 9,

    /// <summary>A flow is unhealthy (<c>health</c>).</summary>
    Unhealthy = 10,

    /// <summary>The command line is invalid.</summary>
    Usage = 64,

    /// <summary>Interrupted by a signal.</summary>
    Interrupted = 130,
}
