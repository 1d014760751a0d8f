using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Remote;

/// <summary>The findings about the lock of a shared state, where they differ from those about a lock file.</summary>
internal static class LeaseDiagnostics
{
    private const string Rerun =
        "nothing more was sent; calls in flight are in the journal. Wait until no other command runs, then run this one again";

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
}
