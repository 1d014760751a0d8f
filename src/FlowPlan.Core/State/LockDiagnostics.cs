using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>The findings about the lock of a lockfile.</summary>
internal static class LockDiagnostics
{
    public static Diagnostic Held(string path, LockHolder? holder) =>
        Diagnostic.Of(
            LockDescriptors.LockHeld,
            holder is null
                ? "another command holds the lock of the lockfile"
                : $"the lockfile is locked: {holder.Describe()}",
            SourceSpan.OfFile(path),
            "wait for it to end, or increase --lock-timeout") with
        { Details = DetailsOf(holder) };

    public static Diagnostic NothingToUnlock(string path) =>
        Diagnostic.Of(
            LockDescriptors.NoLock,
            "there is no lock to remove",
            SourceSpan.OfFile(path),
            "check --env and the manifest's folder");

    public static Diagnostic OtherHolder(string path, LockHolder? holder, string asked) =>
        Diagnostic.Of(
            LockDescriptors.LockIdMismatch,
            holder is null
                ? $"the lock does not have the ID '{asked}'"
                : $"the lock has the ID '{holder.Id}', not '{asked}': {holder.Describe()}",
            SourceSpan.OfFile(path),
            "if that is the lock to remove, give its ID") with
        { Details = DetailsOf(holder) };

    public static Diagnostic HolderAlive(string path, LockHolder? holder) =>
        Diagnostic.Of(
            LockDescriptors.LockHolderAlive,
            holder is null
                ? "the lock is held by a running process"
                : $"the lock is held by a running process: {holder.Describe()}",
            SourceSpan.OfFile(path),
            "end that process or wait for it; its lock ends with it") with
        { Details = DetailsOf(holder) };

    public static Diagnostic Lost(string path, LockHolder? holder) =>
        Diagnostic.Of(
            LockDescriptors.LockLost,
            holder is null
                ? "the lock file was removed while this command held the lock"
                : $"the lock file was replaced while this command held the lock: {holder.Describe()}",
            SourceSpan.OfFile(path),
            "nothing more was sent; calls in flight are in the journal. Wait until no other command runs, then run this one again") with
        { Details = DetailsOf(holder) };

    public static Diagnostic EndsWithProcess(string path) =>
        Diagnostic.Of(
            LockDescriptors.LockEndsWithProcess,
            "a lock file ends with the process that holds it, so it cannot be locked for a time",
            SourceSpan.OfFile(path),
            "'flowplan state lock' works where the state is on a server");

    public static Diagnostic InUse(string path, LockHolder? holder) =>
        Diagnostic.Of(
            LockDescriptors.LockInUse,
            holder is null
                ? "another command is changing this environment; what is shown here may be outdated"
                : $"another command is changing this environment: {holder.Describe()}; what is shown here may be outdated",
            SourceSpan.OfFile(path),
            "run this again when that command has ended; import nothing until then") with
        { Details = DetailsOf(holder) };

    public static IReadOnlyList<string> DetailsOf(LockHolder? holder) =>
        holder?.JobUrl is { } url ? [$"job: {url}"] : [];
}
