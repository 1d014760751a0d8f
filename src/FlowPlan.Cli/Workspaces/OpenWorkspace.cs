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
    private Task<StateReading>? reading;
    private bool isConcurrent;

    private OpenWorkspace(CommandHost host, Workspace manifest, PlatformConnection connection, string sandbox, int parallelism)
    {
        this.host = host;
        this.connection = connection;
        this.sandbox = sandbox;
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
    public static async Task<OpenWorkspace?> OpenAsync(
        CommandHost host, PlatformArguments arguments, bool secretsOptional = false, bool readsState = false)
    {
        Task<StateReading>? reading = null;
        void Read(Declarations declared) => reading = readsState ? BeginReading(host, declared) : null;
        if (await Workspace.LoadAsync(host, arguments.Manifest, secretsOptional, connects: true, onRead: Read) is not { } manifest)
            return null;
        var sandbox = manifest.Sandbox(host.ProcessEnvironment);
        if (await PlatformConnection.OpenAsync(host, arguments.Endpoint, manifest.Folder, sandbox, arguments.Parallelism) is not { } connection)
            return null;
        try
        {
            if (await WithTenantAsync(host, arguments, secretsOptional, manifest, connection.Provider) is { } complete)
                return new(host, complete, connection, sandbox, arguments.Parallelism) { reading = reading };
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>The manifest with the organization's own name, where an expression uses it; null when that makes it invalid, which is reported.</summary>
    private static async Task<Workspace?> WithTenantAsync(
        CommandHost host, PlatformArguments arguments, bool secretsOptional, Workspace manifest, IResourceProvider provider) =>
        manifest.Declarations.Environment.Tenant.IsUsed && await provider.ReadTenantAsync(host.Signals.Stop) is { } tenant
            ? manifest.WithTenant(host, arguments.Manifest, tenant, secretsOptional)
            : manifest;

    /// <summary>Reads the state without a lock; null when it cannot be read, which is reported.</summary>
    public async Task<RecoveredState?> ReadStateAsync()
    {
        var (use, loaded) = await (reading ?? BeginReading(host, Manifest.Declarations));
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (!loaded.Succeeded)
            return null;
        if (use is null)
            return await RecoverAsync(loaded.Value);
        isConcurrent = true;
        host.Reporter.Diagnostics([use]);
        await Provider.CheckAccessAsync(host.Signals.Stop);
        return Recovery.WhileRunning(loaded.Value);
    }

    private static Task<StateReading> BeginReading(CommandHost host, Declarations declarations)
    {
        var store = StateAccess.StoreOf(host, declarations);
        return Task.Run(() => store.ObserveAsync(host.Signals.Stop));
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
        var planned = await new Planner(Provider, SecretMatchers.Of(prior)).PlanAsync(input.Value, host.Signals.Stop);
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
        };
        if (prior is null)
            return Outcome<PlanInput>.Of(input);
        var diagnostics = new DiagnosticBag();
        LockfileGuard.Check(Store.Description, prior, input.Scope, diagnostics);
        host.Reporter.Diagnostics(diagnostics.ToSorted());
        return diagnostics.HasErrors ? Outcome<PlanInput>.Failed(diagnostics) : Outcome<PlanInput>.Of(input, diagnostics);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task<RecoveredState> RecoverAsync(StateSnapshot snapshot)
    {
        await Provider.CheckAccessAsync(host.Signals.Stop);
        return await RecoveryService.ResolveAsync(host, Manifest, Provider, snapshot, host.Signals.Stop);
    }
}
