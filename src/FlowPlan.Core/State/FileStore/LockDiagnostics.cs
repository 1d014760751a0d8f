using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.FileStore;

/// <summary>The findings about the lock of a lockfile.</summary>
internal static class LockDiagnostics
{
    public static Diagnostic Held(string path, LockHolder? holder) =>
        Diagnostic.Of(
            LockDescriptors.LockHeld,
            holder is null
                ? "the lockfile is in use by another command"
                : $"the lockfile is in use: {holder.Describe()}",
            SourceSpan.OfFile(path),
            "wait for it to end, or give --lock-timeout a longer time") with
        { Details = DetailsOf(holder) };

    public static Diagnostic NothingToUnlock(string path) =>
        Diagnostic.Of(
            LockDescriptors.NoLock,
            "there is no lock to remove",
            SourceSpan.OfFile(path),
            "check --env and the manifest's folder; otherwise there is nothing to do");

    public static Diagnostic OtherHolder(string path, LockHolder holder, string asked) =>
        Diagnostic.Of(
            LockDescriptors.LockIdMismatch,
            $"the lock has the id '{holder.Id}', not '{asked}': {holder.Describe()}",
            SourceSpan.OfFile(path),
            "if that is the one that you mean, give its id") with
        { Details = DetailsOf(holder) };

    public static Diagnostic HolderAlive(string path, LockHolder? holder) =>
        Diagnostic.Of(
            LockDescriptors.LockHolderAlive,
            holder is null
                ? "the lock is held by a process that runs"
                : $"the lock is held by a process that runs: {holder.Describe()}",
            SourceSpan.OfFile(path),
            "end that process or wait for it; the lock goes with it, however it ends") with
        { Details = DetailsOf(holder) };

    private static IReadOnlyList<string> DetailsOf(LockHolder? holder) =>
        holder?.JobUrl is { } url ? [$"job: {url}"] : [];
}
