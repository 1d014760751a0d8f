using Npgsql;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment in PostgreSQL, for commands and for the test that looks at it.</summary>
/// <param name="project">The project.</param>
/// <param name="schema">The schema of its tables.</param>
/// <param name="server">The server; null for the one that tests share.</param>
internal sealed class PostgresState(string project, string schema = "flowplan", PostgresServer? server = null) : ServerState(project)
{
    private readonly string prefix = Guid.NewGuid().ToString("N");

    public override int Port => (server ?? PostgresServer.Instance).Port;

    public override Task ExpireAsync() => ExecuteAsync($"update {schema}.leases set expires_at = clock_timestamp() where name like $1");

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

    protected override string LocationAt(int port) => $"postgres://127.0.0.1:{port}/postgres/{prefix}" + (schema == "flowplan" ? string.Empty : $"?schema={schema}");

    protected override IReadOnlyDictionary<string, string> VariablesAt(int port) => PostgresServer.Variables;

    private string Server => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
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
}
