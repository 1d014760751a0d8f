namespace FlowPlan.Core.State;

/// <summary>A request for the lock of a state.</summary>
/// <param name="Command">The command, such as <c>apply</c>.</param>
/// <param name="Timeout">How long to wait for another holder.</param>
/// <param name="Owner">Who asks.</param>
public sealed record LockRequest(string Command, TimeSpan Timeout, LockOwner Owner)
{
    /// <summary>What may be there instead of a state that can be used; it is opened as if there were none.</summary>
    public Replaceable Replaces { get; init; }
}

/// <summary>What a command may replace.</summary>
public enum Replaceable
{
    /// <summary>Only a state that can be used.</summary>
    Usable,

    /// <summary>Also what is left of a state that was moved elsewhere.</summary>
    Moved,

    /// <summary>Also a damaged lockfile or journal.</summary>
    Anything,
}

/// <summary>Who asks for a lock, for the message to those who wait for it.</summary>
/// <param name="User">The user's name.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Host">The machine.</param>
/// <param name="JobUrl">The CI job, where there is one.</param>
public sealed record LockOwner(string User, int ProcessId, string Host, string? JobUrl);
