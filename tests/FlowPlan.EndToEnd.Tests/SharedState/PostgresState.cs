using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.State;
using FlowPlan.State.Locations;
using Npgsql;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment in PostgreSQL, for commands and for the test that looks at it.</summary>
internal sealed class PostgresState(string project)
{
    private readonly string prefix = Guid.NewGuid().ToString("N");

    /// <summary>The location, as a manifest or <c>FLOWPLAN_STATE</c> names it.</summary>
    public string Location => $"{PostgresServer.Instance.Url}/{prefix}";

    /// <summary>What a command needs to know of it.</summary>
    public Dictionary<string, string> Settings(IReadOnlyDictionary<string, string> others, bool withLocation = true)
    {
        var settings = new Dictionary<string, string>(others.Concat(PostgresServer.Variables)) { ["FLOWPLAN_STATE_LEASE"] = "60" };
        if (withLocation)
            settings["FLOWPLAN_STATE"] = Location;
        return settings;
    }

    public async Task<StateSnapshot> LoadAsync()
    {
        await using var store = Open();
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
    public Task ExpireAsync() => ExecuteAsync("update flowplan.leases set expires_at = clock_timestamp() where name like $1");

    /// <summary>Ends the lease of a holder that is at work, as if it had expired and somebody else had been here since.</summary>
    public Task TakeAwayAsync() => ExecuteAsync("update flowplan.leases set id = null, holder = null, token = token + 1 where name like $1");

    private async Task ExecuteAsync(string statement)
    {
        var server = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = PostgresServer.Instance.Port,
            Username = PostgresServer.User,
            Password = PostgresServer.Password,
            Database = "postgres",
        };
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(statement);
        command.Parameters.Add(new NpgsqlParameter { Value = prefix + "/%" });
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException fault) when (fault.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            // The command was killed before it made them.
        }
    }

    private IStateStore Open() => new StateStoreFactory(PostgresServer.Variables, TimeProvider.System)
        .Open(StateLocation.Parse(Location, SourceSpan.OfFile("test")), new(project, "dev", "/"));
}
