using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>The state under its lock, with what an interrupted run left behind resolved. Disposing releases the lock.</summary>
internal sealed class StateSession(CommandHost host, OpenWorkspace workspace, IStateSession session, RecoveredState recovered) : IAsyncDisposable
{
    /// <summary>The lockfile; null when there is none yet.</summary>
    public Lockfile? Lockfile => recovered.Lockfile;

    /// <summary>Carries out a plan. From here on, the first signal lets changes in flight finish.</summary>
    public async Task<ApplyResult> ApplyAsync(Plan plan, Action<ApplyEvent>? onStep = null)
    {
        var lockfile = Lockfile ?? plan.Binding.NewLockfile();
        host.Signals.GentleStop = true;
        var executor = new PlanExecutor(workspace.Provider, session, SecretMatchers.Of(lockfile), host.Time, step =>
        {
            host.Log.Started(step);
            onStep?.Invoke(step);
        });
        var result = await executor.ExecuteAsync(
            plan,
            lockfile,
            new ApplyOptions(workspace.Parallelism) { Window = RecoveryService.Window(host) },
            host.Signals.Stop,
            host.Signals.Abort);
        if (result.WasEncrypted)
            host.Reporter.WriteNotice("Nothing changed in the state; it was encrypted with the key in FLOWPLAN_ENCRYPTION_KEY.");
        return result;
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
