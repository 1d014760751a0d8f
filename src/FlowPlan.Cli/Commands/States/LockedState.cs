using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Commands.States;

/// <summary>A state under its lock, for a command that replaces the lockfile without a call to the platform.</summary>
internal sealed class LockedState(CommandHost host, IStateStore store, IStateSession session) : IAsyncDisposable
{
    /// <summary>Where it is.</summary>
    public string Description => store.Description;

    /// <summary>The lockfile; null when there is none that can be used.</summary>
    public Lockfile? Lockfile => session.Snapshot.Lockfile;

    /// <summary>Opens the state of a manifest; null when the manifest is invalid, which is reported.</summary>
    /// <exception cref="DiagnosticException">The state cannot be locked or used, or has the journal of an interrupted run.</exception>
    public static async Task<LockedState?> OpenAsync(
        CommandHost host, ManifestArguments arguments, string command, TimeSpan timeout, Replaceable replaces = Replaceable.Usable, bool discardsJournal = false) =>
        StateAccess.Store(host, arguments) is { } store ? await OpenAsync(host, store, command, timeout, replaces, discardsJournal) : null;

    /// <summary>Opens a state.</summary>
    /// <exception cref="DiagnosticException">The state cannot be locked or used, or has the journal of an interrupted run.</exception>
    public static async Task<LockedState> OpenAsync(
        CommandHost host, IStateStore store, string command, TimeSpan timeout, Replaceable replaces = Replaceable.Usable, bool discardsJournal = false)
    {
        var request = LockRequests.Of(command, timeout, host.ProcessEnvironment) with { Replaces = replaces };
        var session = (await store.OpenAsync(request, host.Signals.Stop)).ValueOrThrow();
        if (session.Snapshot.Journal.IsEmpty || discardsJournal)
            return new(host, store, session);
        await session.DisposeAsync();
        throw new DiagnosticException(StateFindings.JournalLeft(store.Description));
    }

    /// <summary>Replaces the lockfile.</summary>
    public Task SaveAsync(Lockfile lockfile) => session.SaveAsync(lockfile, host.Signals.Stop);

    /// <summary>Removes the journal.</summary>
    public Task DiscardJournalAsync() => session.Journal.ClearAsync();

    /// <summary>Leaves behind where the state has moved to.</summary>
    public Task LeavePointerAsync(MovedState moved) => session.LeavePointerAsync(moved, host.Signals.Stop);

    /// <summary>The lockfile.</summary>
    /// <exception cref="DiagnosticException">There is none.</exception>
    public Lockfile Required() => Lockfile ?? throw new DiagnosticException(StateAccess.NoLockfile(store));

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
