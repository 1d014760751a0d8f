using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Remote;

/// <summary>The findings about the lock of a shared state, where they differ from those about a lock file.</summary>
internal static class LeaseDiagnostics
{
    private const string Rerun =
        "nothing more was sent; calls in flight are in the journal. Wait until no other command runs, then run this one again";

    /// <summary>Another command has the lock.</summary>
    /// <param name="location">Where the state is.</param>
    /// <param name="holder">Who has it; null when that cannot be told.</param>
    /// <param name="expires">Whether the lock ends when its holder no longer renews it.</param>
    public static Diagnostic Held(string location, LockHolder? holder, bool expires) =>
        Diagnostic.Of(
            LockDescriptors.LockHeld,
            holder is null ? "the state is locked by another command" : $"the state is locked: {holder.Describe()}",
            SourceSpan.OfFile(location),
            "wait for it to end, or increase --lock-timeout. " + WhenNoneRuns(holder, expires)) with
        { Details = LockDiagnostics.DetailsOf(holder) };

    public static Diagnostic NothingToUnlock(string location) =>
        Diagnostic.Of(LockDescriptors.NoLock, "there is no lock to remove", SourceSpan.OfFile(location), "check --env and the location of the state");

    /// <summary>A lock of ours stays although its command ends.</summary>
    /// <param name="location">Where the state is.</param>
    /// <param name="id">The ID of the lock.</param>
    /// <param name="why">Why it could not be released.</param>
    /// <param name="until">When it expires; null when it does not.</param>
    public static Diagnostic NotReleased(string location, string id, Diagnostic why, DateTimeOffset? until) =>
        Diagnostic.Of(
            LockDescriptors.LockNotReleased,
            $"the lock of the state could not be released: {why.Message}",
            SourceSpan.OfFile(location),
            until is { } time
                ? $"other commands wait until it expires, at {time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC; 'flowplan state unlock {id} --force' removes it at once"
                : $"it does not expire: remove it with 'flowplan state unlock {id} --force'");

    public static Diagnostic NoExpiry(string location) =>
        Diagnostic.Of(
            LockDescriptors.LockEndsWithProcess,
            "a lock on this server does not expire, so the state cannot be locked for a time",
            SourceSpan.OfFile(location),
            "'flowplan state lock' works where locks expire: postgres://, s3:// and azblob://");

    public static Diagnostic StaysLocked(string location, LockHolder holder, TimeSpan longest) =>
        Diagnostic.Of(
            LockDescriptors.LockStays,
            $"a lock on this server expires after at most {longest.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s; this one stays until it is removed",
            SourceSpan.OfFile(location),
            $"remove it with 'flowplan state unlock {holder.Id}'");

    public static Diagnostic Lost(string location, LockHolder? holder) =>
        Diagnostic.Of(
            LockDescriptors.LockLost,
            holder is null
                ? "the lock of the state was removed, or expired and was taken by another command"
                : $"another command has taken the lock of the state, which had expired or was removed: {holder.Describe()}",
            SourceSpan.OfFile(location),
            Rerun) with
        { Details = LockDiagnostics.DetailsOf(holder) };

    public static Diagnostic NotRenewed(string location, TimeSpan age) =>
        Diagnostic.Of(
            LockDescriptors.LockLost,
            $"the lock of the state could not be renewed for {age.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s, so another command may have taken it",
            SourceSpan.OfFile(location),
            Rerun);

    public static Diagnostic StillHeld(string location, LockHolder? holder, bool expires) =>
        Diagnostic.Of(
            LockDescriptors.LockHolderAlive,
            holder is null ? "the state is locked" : $"the state is locked: {holder.Describe()}",
            SourceSpan.OfFile(location),
            expires
                ? "the lock expires by itself when that command no longer runs; --force removes it at once, and what that command does afterwards is not recorded"
                : "this server cannot tell whether that command still runs. If it does not, add --force") with
        { Details = LockDiagnostics.DetailsOf(holder) };

    private static string WhenNoneRuns(LockHolder? holder, bool expires) => holder switch
    {
        { Command: LockHolder.ManualLock } => $"No process holds this lock: 'flowplan state unlock {holder.Id}' removes it",
        null when expires => "The lock names no holder that can be read: if no command runs and the lock stays, remove it with 'flowplan state unlock unknown --force'",
        _ when expires => "If that command no longer runs, its lock expires by itself",
        null => "The lock does not expire: if no command runs, remove it on the server",
        _ => $"The lock does not expire: if that command no longer runs, remove it with 'flowplan state unlock {holder.Id} --force'",
    };
}
