using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>An applied manifest, for commands on the data of its flows. They take no lock and change nothing of the state.</summary>
internal sealed class FlowData : IAsyncDisposable
{
    private readonly OpenWorkspace workspace;

    private FlowData(OpenWorkspace workspace, Lockfile lockfile, IngestionClient client)
    {
        this.workspace = workspace;
        Client = client;
        Inlets = new(lockfile, client);
    }

    /// <summary>Sends records and reads what became of them.</summary>
    public IngestionClient Client { get; }

    /// <summary>The inlets of its flows.</summary>
    public InletFinder Inlets { get; }

    /// <summary>The manifest.</summary>
    public Workspace Manifest => workspace.Manifest;

    /// <summary>Opens it; null when the manifest or the lockfile cannot be used, which is reported.</summary>
    public static async Task<FlowData?> OpenAsync(CommandHost host, PlatformArguments arguments)
    {
        var workspace = await OpenWorkspace.OpenAsync(host, arguments, secretsOptional: true, readsBlocks: true);
        if (workspace is null)
            return null;
        var lockfile = await LockfileOf(host, workspace);
        if (lockfile is not null)
            return new(workspace, lockfile, host.Providers.IngestionOf(workspace.Provider));
        await workspace.DisposeAsync();
        return null;
    }

    public ValueTask DisposeAsync() => workspace.DisposeAsync();

    private static async Task<Lockfile?> LockfileOf(CommandHost host, OpenWorkspace workspace)
    {
        var loaded = await workspace.Store.LoadAsync(host.Signals.Stop);
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (!loaded.Succeeded)
            return null;
        if (loaded.Value.Lockfile is not { } lockfile)
            host.Reporter.Diagnostics([StateAccess.NoLockfile(workspace.Store)]);
        else if (workspace.InputOf(lockfile, new PlanRequest()).Succeeded)
            return lockfile;
        return null;
    }
}
