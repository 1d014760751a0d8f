using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>
/// What a command that plans does while the resources of the manifest are put together: it reads the state, connects, and begins to read the live objects
/// of a large state. It reports nothing: what it found is reported when the command gets to it.
/// </summary>
internal sealed class BegunAhead : IAsyncDisposable
{
    private readonly CommandHost host;
    private readonly CancellationTokenSource stop;
    private readonly Task<Outcome<PlatformConnection>?> connecting;
    private readonly Task<ReadAhead?> live;
    private bool isConnectionTaken;

    /// <summary>Begins.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="arguments">Which platform.</param>
    /// <param name="declared">The manifest, without its resources put together.</param>
    /// <param name="refreshes">Whether the command reads the live objects.</param>
    /// <param name="early">What is being read of the state already; null for nothing.</param>
    public BegunAhead(CommandHost host, PlatformArguments arguments, Declarations declared, bool refreshes, EarlyState? early)
    {
        this.host = host;
        stop = CancellationTokenSource.CreateLinkedTokenSource(host.Signals.Stop);
        State = StateAccess.BeginReading(host, declared, early, stop.Token);
        connecting = refreshes ? Task.Run(() => ConnectAsync(host, arguments, declared)) : Task.FromResult<Outcome<PlatformConnection>?>(null);
        live = ReadLiveAsync(declared, arguments.Parallelism);
    }

    /// <summary>The state.</summary>
    public Task<StateReading> State { get; }

    /// <summary>The lockfile, once it is read; null until then, and where there is none.</summary>
    public Lockfile? LockfileAtHand { get; private set; }

    /// <summary>Counts the live objects that are read.</summary>
    public ReadProgress Progress { get; } = new();

    /// <summary>The check that the credential reaches the sandbox; null where nobody began it.</summary>
    public Task? Access { get; private set; }

    /// <summary>The connection, which is the caller's from now on; null where none was begun.</summary>
    public async Task<Outcome<PlatformConnection>?> TakeConnectionAsync()
    {
        isConnectionTaken = true;
        return await connecting;
    }

    /// <summary>What is being read of the live objects; null where nothing is, or where access to them has failed.</summary>
    public async Task<ReadAhead?> LiveAsync()
    {
        await ((Task)live).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return live.IsCompletedSuccessfully ? await live : null;
    }

    /// <summary>Ends what is not needed any more: a server that does not answer keeps no command waiting.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (await LiveAsync() is { } begun)
            await begun.DisposeAsync();
        await ((Task)connecting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!isConnectionTaken && connecting.IsCompletedSuccessfully && (await connecting)?.Value is { } connection)
            await connection.DisposeAsync();
        await ((Task)State).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
    }

    /// <summary>An emulator in this process is not started for a manifest that may turn out to be invalid.</summary>
    private static async Task<Outcome<PlatformConnection>?> ConnectAsync(CommandHost host, PlatformArguments arguments, Declarations declared) =>
        EndpointResolver.Resolve(arguments.Endpoint, host.ProcessEnvironment, _ => { }) == Endpoint.Emulator
            ? null
            : await PlatformConnection.TryOpenAsync(
                host, arguments.Endpoint, declared.Directory, Workspace.SandboxOf(declared, host.ProcessEnvironment), arguments.Parallelism);

    /// <summary>Objects that an interrupted run may have left are looked for first, so that nothing is read ahead then.</summary>
    private async Task<ReadAhead?> ReadLiveAsync(Declarations declared, int parallelism)
    {
        var state = await State;
        LockfileAtHand = state.Loaded.Value?.Lockfile;
        if (state is not { Use: null, Loaded.Value: { Lockfile: { } lockfile, Journal.IsEmpty: true } }
            || lockfile.Resources.Count < ReadAhead.Worthwhile
            || (await connecting)?.Value is not { } connection)
        {
            return null;
        }

        var provider = connection.Provider;
        var scope = new DeploymentScope(
            declared.Project, declared.Environment.Name, provider.Organization, Workspace.SandboxOf(declared, host.ProcessEnvironment));
        if (lockfile.Scope != scope)
            return null;
        Access = provider.CheckAccessAsync(stop.Token);
        await Access;
        return ReadAhead.Begin(provider, lockfile, parallelism, Progress, stop.Token);
    }
}
