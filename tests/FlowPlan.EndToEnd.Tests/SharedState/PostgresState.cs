using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.State;
using FlowPlan.State.Locations;
using Npgsql;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment in PostgreSQL, for commands and for the test that looks at it.</summary>
internal sealed class PostgresState(string project, string schema = "flowplan")
{
    private readonly string prefix = Guid.NewGuid().ToString("N");

    /// <summary>The location, as a manifest or <c>FLOWPLAN_STATE</c> names it.</summary>
    public string Location => $"{PostgresServer.Instance.Url}/{prefix}" + (schema == "flowplan" ? string.Empty : $"?schema={schema}");

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
    public Task ExpireAsync() => ExecuteAsync($"update {schema}.leases set expires_at = clock_timestamp() where name like $1");

    /// <summary>Ends the lease of a holder that is at work, as if it had expired and somebody else had been here since.</summary>
    public Task TakeAwayAsync() => ExecuteAsync($"update {schema}.leases set id = null, holder = null, token = token + 1 where name like $1");

    /// <summary>Lets the lease of a process that was killed end now, and nobody else's.</summary>
    public Task ExpireOfAsync(int process) => ExecuteAsync(
        $"update {schema}.leases set expires_at = clock_timestamp() where name like $1 and convert_from(holder, 'UTF8')::json->>'processId' = '{process}'");

    /// <summary>Has the server note each write of the lockfile from now on.</summary>
    public Task WatchAsync() => ExecuteAsync($"""
        create table {schema}.watched (serial bigint generated always as identity, before bigint, after bigint);
        create function {schema}.watch() returns trigger language plpgsql as
            'begin insert into {schema}.watched (before, after) values (old.serial, new.serial); return new; end';
        create trigger watch after update on {schema}.states for each row execute function {schema}.watch();
        """);

    /// <summary>The serials before and after each write since.</summary>
    public async Task<IReadOnlyList<(long Before, long After)>> WatchedAsync()
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand($"select before, after from {schema}.watched order by serial");
        await using var rows = await command.ExecuteReaderAsync();
        var serials = new List<(long, long)>();
        while (await rows.ReadAsync())
            serials.Add((rows.GetInt64(0), rows.GetInt64(1)));
        return serials;
    }

    private static string Server => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = PostgresServer.Instance.Port,
        Username = PostgresServer.User,
        Password = PostgresServer.Password,
        Database = "postgres",
    }.ConnectionString;

    private async Task ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(Server);
        await using var command = source.CreateCommand(statement);
        if (statement.Contains("$1", StringComparison.Ordinal))
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
