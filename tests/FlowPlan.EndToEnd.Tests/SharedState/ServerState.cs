using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.State;
using FlowPlan.State.Locations;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment on a server, for commands and for the test that looks at it.</summary>
internal abstract class ServerState(string project) : IAsyncDisposable
{
    /// <summary>The location, as a manifest or <c>FLOWPLAN_STATE</c> names it.</summary>
    public string Location => LocationAt(Port);

    /// <summary>The port of the server.</summary>
    public abstract int Port { get; }

    private IReadOnlyDictionary<string, string> Variables => VariablesAt(Port);

    /// <summary>A state on one of the servers.</summary>
    public static ServerState On(string server, string project) => server switch
    {
        "PostgreSQL" => new PostgresState(project),
        "Azure Blob Storage" => new AzureState(project),
        "S3" => new S3State(project),
        "HTTP" => new HttpState(project, gitLab: false),
        "GitLab" => new HttpState(project, gitLab: true),
        _ => throw new ArgumentOutOfRangeException(nameof(server)),
    };

    /// <summary>What a command needs to know of it.</summary>
    /// <param name="others">Other variables of the command.</param>
    /// <param name="withLocation">Whether a variable names the location; otherwise the manifest does.</param>
    /// <param name="port">The port through which it reaches the server; null for that of the server.</param>
    public Dictionary<string, string> Settings(IReadOnlyDictionary<string, string> others, bool withLocation = true, int? port = null)
    {
        var settings = new Dictionary<string, string>(others.Concat(VariablesAt(port ?? Port))) { ["FLOWPLAN_STATE_LEASE"] = "60" };
        if (withLocation)
            settings["FLOWPLAN_STATE"] = LocationAt(port ?? Port);
        return settings;
    }

    public async Task<StateSnapshot> LoadAsync(string environment = "dev")
    {
        await using var store = Open(environment);
        return (await store.LoadAsync(CancellationToken.None)).ValueOrThrow();
    }

    /// <summary>Begins with a state.</summary>
    public async Task SeedAsync(Lockfile lockfile)
    {
        await using var store = Open();
        await using var session = (await store.OpenAsync(new("seed", TimeSpan.Zero, new("test", 1, "host", null)), CancellationToken.None)).ValueOrThrow();
        await session.SaveAsync(lockfile, CancellationToken.None);
    }

    /// <summary>Lets the lease of a dead holder end now, and not within a minute.</summary>
    public abstract Task ExpireAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The location, through a port of this machine.</summary>
    protected abstract string LocationAt(int port);

    /// <summary>The variables with which the server is reached, through a port of this machine.</summary>
    protected abstract IReadOnlyDictionary<string, string> VariablesAt(int port);

    /// <summary>Opens the state past every proxy.</summary>
    protected IStateStore Open(string environment = "dev") => new StateStoreFactory(Variables, TimeProvider.System)
        .Open(StateLocation.Parse(Location, SourceSpan.OfFile("test")), new(project, environment, "/"));
}
