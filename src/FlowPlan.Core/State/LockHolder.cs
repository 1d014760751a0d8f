using System.Globalization;

namespace FlowPlan.Core.State;

/// <summary>Who holds a lockfile.</summary>
/// <param name="Id">The lock's id.</param>
/// <param name="User">The user's name.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Host">The machine.</param>
/// <param name="Since">Since when.</param>
/// <param name="Command">The command, such as <c>apply</c>.</param>
/// <param name="JobUrl">The CI job, where there is one.</param>
public sealed record LockHolder(string Id, string User, int ProcessId, string Host, DateTimeOffset Since, string Command, string? JobUrl)
{
    /// <summary>The command that a lock without a process names as its holder's.</summary>
    public const string ManualLock = "state lock";

    /// <summary>A holder of whom only the ID is known.</summary>
    public static LockHolder Unknown(string id) => new(id, "somebody", 0, "an unknown machine", DateTimeOffset.UnixEpoch, "a command", null);

    /// <summary>One sentence about the holder, its id included.</summary>
    public string Describe() =>
        $"'{Command}' by {User} on {Host} (process {ProcessId.ToString(CultureInfo.InvariantCulture)}), since {Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC (lock id {Id})";
}
