using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Progress;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>A manifest with its provider and its state: what every command that plans starts with.</summary>
internal sealed class OpenWorkspace : IAsyncDisposable
{
    private readonly CommandHost host;
    private readonly PlatformConnection connection;
    private readonly string sandbox;
    private readonly BegunAhead? ahead;
    private bool isConcurrent;

    private OpenWorkspace(CommandHost host, Workspace manifest, PlatformConnection connection, BegunAhead? ahead, int parallelism)
    {
        this.host = host;
        this.connection = connection;
        this.ahead = ahead;
        sandbox = Workspace.SandboxOf(manifest.Declarations, host.ProcessEnvironment);
        Manifest = manifest;
        Parallelism = parallelism;
        Store = StateAccess.StoreOf(host, manifest.Declarations);
    }

    /// <summary>The manifest.</summary>
    public Workspace Manifest { get; }

    /// <summary>The maximum number of concurrent API calls.</summary>
    public int Parallelism { get; }

    /// <summary>Where the state is kept.</summary>
    public IStateStore Store { get; }

    /// <summary>The provider, bound to the sandbox.</summary>
    public IResourceProvider Provider => connection.Provider;

    /// <summary>Reads the manifest and connects; null when one of them fails, which is reported.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="arguments">Which manifest and which platform.</param>
    /// <param name="secretsOptional">Whether sensitive variables may have no value, because the command sends none.</param>
    /// <param name="readsState">Whether the command calls <see cref="ReadStateAsync"/>: then the state is read while the manifest is expanded.</param>
    /// <param name="refreshes">Whether it then plans with all live objects: then they are read meanwhile, too.</param>
    /// <param name="readsBlocks">Whether the command needs the blocks of the manifest besides the resources that they declare.</param>
    /// <param name="readsCopies">Whether the manifest is checked against what is kept beside it of live objects; a command that renews it does not.</param>
    public static async Task<OpenWorkspace?> OpenAsync(
        CommandHost host, PlatformArguments arguments, bool secretsOptional = false, bool readsState = false, bool refreshes = false, bool readsBlocks = false, bool readsCopies = true)
    {
        BegunAhead? ahead = null;
        PlatformConnection? connection = null;
        OpenWorkspace? opened = null;
        var early = readsState ? EarlyState.Begin(host, arguments.Manifest) : null;
        Lockfile? Begin(Declarations declared)
        {
            ahead = readsState ? new(host, arguments, declared, refreshes, early) : null;
            return ahead?.LockfileAtHand;
        }

        try
        {
            if (await Workspace.LoadAsync(host, arguments.Manifest, secretsOptional, connects: true, onRead: Begin, readsCopies: readsCopies) is { } manifest
                && (connection = await ConnectAsync(host, arguments, manifest, ahead)) is not null
                && await WithTenantAsync(host, arguments, secretsOptional, manifest, connection.Provider, readsCopies) is { } complete)
            {
                opened = new(host, readsBlocks ? complete : complete.WithoutSource(await LockfileOf(ahead)), connection, ahead, arguments.Parallelism);
            }

            return opened;
        }
        finally
        {
            if (opened is null)
                await DisposeAsync(ahead, connection);
        }
    }

    private static async Task<PlatformConnection?> ConnectAsync(CommandHost host, PlatformArguments arguments, Workspace manifest, BegunAhead? ahead)
    {
        if (ahead is null || await ahead.TakeConnectionAsync() is not { } begun)
        {
            var sandbox = Workspace.SandboxOf(manifest.Declarations, host.ProcessEnvironment);
            return await PlatformConnection.OpenAsync(host, arguments.Endpoint, manifest.Folder, sandbox, arguments.Parallelism);
        }

        host.Reporter.Diagnostics(begun.Diagnostics);
        return begun.Value;
    }

    private static async Task<Lockfile?> LockfileOf(BegunAhead? ahead) => ahead is null ? null : (await ahead.State).Loaded.Value?.Lockfile;

    private static async Task DisposeAsync(BegunAhead? ahead, PlatformConnection? connection)
    {
        if (ahead is not null)
            await ahead.DisposeAsync();
        if (connection is not null)
            await connection.DisposeAsync();
    }

    /// <summary>The manifest with the organization's own name, where an expression uses it; null when that makes it invalid, which is reported.</summary>
    private static async Task<Workspace?> WithTenantAsync(
        CommandHost host, PlatformArguments arguments, bool secretsOptional, Workspace manifest, IResourceProvider provider, bool readsCopies) =>
        manifest.Declarations.Environment.Tenant.IsUsed && await provider.ReadTenantAsync(host.Signals.Stop) is { } tenant
            ? manifest.WithTenant(host, arguments.Manifest, tenant, secretsOptional, readsCopies)
            : manifest;

    /// <summary>Reads the state without a lock; null when it cannot be read, which is reported.</summary>
    public async Task<RecoveredState?> ReadStateAsync()
    {
        var (use, loaded) = await (ahead?.State ?? StateAccess.BeginReading(host, Manifest.Declarations, early: null, host.Signals.Stop));
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (!loaded.Succeeded)
            return null;
        if (use is null)
            return await RecoverAsync(loaded.Value);
        isConcurrent = true;
        host.Reporter.Diagnostics([use]);
        await CheckAccessAsync();
        return Recovery.WhileRunning(loaded.Value);
    }

    /// <summary>Locks the state and reads it; fails, which is reported, when another command holds the lock or the state cannot be used.</summary>
    public async Task<Outcome<StateSession>> LockAsync(string command, TimeSpan timeout)
    {
        var opened = await Store.OpenAsync(LockRequests.Of(command, timeout, host.ProcessEnvironment), host.Signals.Stop);
        host.Reporter.Diagnostics(opened.Diagnostics);
        if (opened.Value is not { } session)
            return Outcome<StateSession>.Failed(opened.Diagnostics);
        try
        {
            connection.WriteOnlyWhile(session.EnsureHeld);
            host.Log.Info($"locked {Store.Description}");
            return Outcome<StateSession>.Of(new(host, this, session, await RecoverAsync(session.Snapshot)));
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a plan, and reports its diagnostics.</summary>
    public async Task<Outcome<Plan>> PlanAsync(Lockfile? prior, PlanRequest request)
    {
        var input = InputOf(prior, request);
        if (!input.Succeeded)
            return Outcome<Plan>.Failed(input.Diagnostics);
        host.Log.Info($"planning {input.Value.Desired.Items.Length} declared and {prior?.Resources.Count ?? 0} managed resources");
        await using var shown = host.Output.Progress.Show(new ReadActivity(input.Value.Progress));
        var live = ahead is null ? null : await ahead.LiveAsync();
        var planned = await new Planner(Provider, SecretMatchers.Of(prior), live).PlanAsync(input.Value, host.Signals.Stop);
        host.Reporter.Diagnostics(planned.Diagnostics);
        return planned;
    }

    /// <summary>
    /// Asks once which permissions the changes of a plan need and the credential lacks; reports what is found. Changes of the state alone
    /// make no calls and need none.
    /// </summary>
    public async Task<IReadOnlyList<Diagnostic>> CheckPermissionsAsync(Plan plan)
    {
        var kinds = plan.Actions.Where(a => a.IsChange && !a.Calls.IsEmpty).Select(a => a.Address.Kind).ToHashSet(StringComparer.Ordinal);
        var found = kinds.Count == 0 ? [] : await Provider.CheckPermissionsAsync(kinds, host.Signals.Stop);
        host.Reporter.Diagnostics(found);
        return found;
    }

    /// <summary>What a plan is made from; fails, which is reported, when the lockfile belongs to another place.</summary>
    public Outcome<PlanInput> InputOf(Lockfile? prior, PlanRequest request)
    {
        var manifest = request.Instead is { } desired ? Manifest.With(desired) : Manifest;
        var input = new PlanInput
        {
            Scope = new(manifest.Declarations.Project, manifest.Declarations.Environment.Name, Provider.Organization, sandbox),
            Desired = manifest.Desired,
            Outputs = manifest.Outputs(),
            Imports = manifest.Imports,
            Moved = manifest.Declarations.Moved,
            Prior = prior,
            Options = request.Options,
            Parallelism = Parallelism,
            Now = host.Time.GetUtcNow(),
            IsConcurrent = isConcurrent,
            ServiceChecks = request.ServiceChecks,
            Progress = ahead?.Progress ?? new(),
        };
        if (prior is null)
            return Outcome<PlanInput>.Of(input);
        var diagnostics = new DiagnosticBag();
        LockfileGuard.Check(Store.Description, prior, input.Scope, diagnostics);
        host.Reporter.Diagnostics(diagnostics.ToSorted());
        return diagnostics.HasErrors ? Outcome<PlanInput>.Failed(diagnostics) : Outcome<PlanInput>.Of(input, diagnostics);
    }

    public async ValueTask DisposeAsync() => await DisposeAsync(ahead, connection);

    private async Task CheckAccessAsync()
    {
        // Its answer may be there already.
        if (ahead is not null)
            await ahead.LiveAsync();
        await (ahead?.Access ?? Provider.CheckAccessAsync(host.Signals.Stop));
    }

    private async Task<RecoveredState> RecoverAsync(StateSnapshot snapshot)
    {
        await CheckAccessAsync();
        return await RecoveryService.ResolveAsync(host, Manifest, Provider, snapshot, host.Signals.Stop);
    }
}
