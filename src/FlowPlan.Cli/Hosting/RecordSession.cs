using FlowPlan.Cli.Commands;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;

namespace FlowPlan.Cli.Hosting;

/// <summary>The record held under its lock, with what an earlier run left behind looked into, for commands that change it and nothing else.</summary>
internal sealed class RecordSession : IAsyncDisposable
{
    private readonly CommandHost host;
    private readonly IStateSession session;
    private readonly PlatformTarget target;

    private RecordSession(CommandHost host, PlatformTarget target, IStateSession session, PlanInput input)
    {
        this.host = host;
        this.target = target;
        this.session = session;
        Input = input;
    }

    /// <summary>The manifest and the record.</summary>
    public PlanInput Input { get; }

    /// <summary>The services.</summary>
    public Aep.AepProvider Provider => target.Provider;

    /// <summary>Opens it; null when something stands in the way, which has been reported.</summary>
    public static async Task<RecordSession?> OpenAsync(CommandHost host, PlatformArguments arguments, string verb, TimeSpan lockTimeout)
    {
        var stop = host.Signals.Stop;
        if (Workspace.Load(arguments.Manifest, host.Dialect, host.ProcessEnvironment, host.Reporter) is not { } workspace)
            return null;
        if (await PlatformTarget.OpenAsync(arguments, workspace, host.ProcessEnvironment, host.Reporter, stop) is not { } target)
            return null;
        IStateSession? session = null;
        try
        {
            var store = new FileStateStore(workspace.Folder, workspace.Declarations.Environment.Name, host.Time);
            var opened = await store.OpenAsync(LockRequests.Of(verb, lockTimeout, host.ProcessEnvironment), stop);
            host.Reporter.Diagnostics(opened.Diagnostics.Skip(1));
            session = opened.Value ?? throw new DiagnosticException(opened.Diagnostics[0]);
            await target.Provider.CheckAccessAsync(stop);
            var recovered = await Recovering.ResolveAsync(host, workspace, target.Provider, session.Snapshot, stop);
            var input = new PlanInput
            {
                Scope = workspace.Scope(target.Provider, host.ProcessEnvironment),
                Desired = workspace.Desired,
                Outputs = workspace.Outputs(),
                Moved = workspace.Declarations.Moved,
                Prior = recovered.Lockfile,
                Parallelism = arguments.Parallelism,
            };
            if (Fits(host, store, input))
                return new(host, target, session, input);
        }
        catch
        {
            await CloseAsync(session, target);
            throw;
        }

        await CloseAsync(session, target);
        return null;
    }

    /// <summary>Carries out a plan that changes the record alone.</summary>
    public async Task<ApplyResult> RecordAsync(Plan plan)
    {
        var lockfile = Input.Prior ?? plan.Binding.NewLockfile();
        host.Signals.GentleStop = true;
        var executor = new PlanExecutor(Provider, session, PlanMaking.MatcherOf(lockfile), host.Time, _ => { });
        var result = await executor.ExecuteAsync(
            plan, lockfile, new ApplyOptions(Input.Parallelism), host.Signals.Stop, host.Signals.Abort);
        host.Reporter.Diagnostics(result.Failed.Select(f => f.Reason).Concat(result.Problems));
        return result;
    }

    public async ValueTask DisposeAsync() => await CloseAsync(session, target);

    private static bool Fits(CommandHost host, FileStateStore store, PlanInput input)
    {
        if (input.Prior is null)
            return true;
        var found = new DiagnosticBag();
        LockfileGuard.Check(store.Description, input.Prior, input.Scope, found);
        host.Reporter.Diagnostics(found.ToSorted());
        return !found.HasErrors;
    }

    private static async Task CloseAsync(IStateSession? session, PlatformTarget target)
    {
        if (session is not null)
            await session.DisposeAsync();
        await target.DisposeAsync();
    }
}
