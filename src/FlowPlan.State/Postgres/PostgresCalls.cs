using FlowPlan.Core.State.Engines;
using Npgsql;
using NpgsqlTypes;

namespace FlowPlan.State.Postgres;

/// <summary>Sends statements about one state, and turns what goes wrong into findings.</summary>
internal sealed class PostgresCalls : IAsyncDisposable
{
    private readonly PostgresSchema schema;
    private readonly NpgsqlDataSource source;
    private readonly PostgresFaults faults;
    private bool hasTables;

    public PostgresCalls(PostgresAddress address, PostgresSchema schema)
    {
        this.schema = schema;
        (Name, Location) = (address.Name, address.Location);
        faults = new(address.Location, new NpgsqlConnectionStringBuilder(address.Connection).Password);
        var builder = new NpgsqlSlimDataSourceBuilder(address.Connection);
        builder.EnableTransportSecurity();
        source = builder.Build();
    }

    public string Name { get; }

    public string Location { get; }

    /// <summary>Makes the tables where they are missing, and checks that they are of our version.</summary>
    public async Task CreateTablesAsync(CancellationToken cancellationToken)
    {
        if (hasTables)
            return;
        var format = await QueryAsync(
            $"select max(format)::bigint from {schema.Leases} where format > $1", [(long)PostgresSchema.Format], row => row.Number(0), -1, cancellationToken);
        CheckFormat(format);
        if (format == -1)
            await TryAsync(() => schema.CreateAsync(source, cancellationToken), cancellationToken);
        hasTables = true;
    }

    /// <summary>Fails where the tables were written by a newer FlowPlan.</summary>
    /// <exception cref="EngineFaultException">They were.</exception>
    public void CheckFormat(long? format)
    {
        if (format > PostgresSchema.Format)
        {
            throw EngineFaults.ContentUnknown(
                Location, $"the tables have format {format}; this FlowPlan reads up to {PostgresSchema.Format}", "use the FlowPlan version that wrote them, or a newer one");
        }
    }

    /// <summary>The first row of a query; the other value where there is none, or no tables yet.</summary>
    public Task<T> QueryAsync<T>(string statement, object[] values, Func<NpgsqlDataReader, T> read, T otherwise, CancellationToken cancellationToken) =>
        ReadAsync(statement, values, async rows => await rows.ReadAsync(cancellationToken) ? read(rows) : otherwise, otherwise, cancellationToken);

    /// <summary>The rows of a query; none where there are no tables yet.</summary>
    public Task<IReadOnlyList<T>> ListAsync<T>(string statement, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<T>>(
            statement,
            values,
            async rows =>
            {
                var list = new List<T>();
                while (await rows.ReadAsync(cancellationToken))
                    list.Add(read(rows));
                return list;
            },
            [],
            cancellationToken);

    /// <summary>
    /// Sends statements in one transaction and one round trip, while the row of the lease is locked. Their first parameters are the
    /// name, the holder's ID and the token, by which each of them checks the lease.
    /// </summary>
    /// <returns>Whether the lease is ours, and the number that the first statement returned.</returns>
    public Task<(bool Held, long? Number)> WriteAsync(
        string id, long token, IReadOnlyList<(string Statement, object[] Values)> statements, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Command($"select true from {schema.Leases} where name = $1 and id = $2 and token = $3 for share", [Name, id, token]));
        foreach (var (statement, values) in statements)
            batch.BatchCommands.Add(Command(statement, [Name, id, token, .. values]));
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var held = await rows.ReadAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        var number = await rows.ReadAsync(cancellationToken) ? rows.Number(0) : null;

        // Only the end of the last result says that all of it was carried out.
        while (await rows.NextResultAsync(cancellationToken))
            continue;
        return (held, number);
    }, cancellationToken);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<T> ReadAsync<T>(
        string statement, object[] values, Func<NpgsqlDataReader, Task<T>> read, T otherwise, CancellationToken cancellationToken) => await TryAsync(async () =>
    {
        await using var command = source.CreateCommand(statement);
        foreach (var value in values)
            command.Parameters.Add(Parameter(value));
        try
        {
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            var result = await read(rows);

            // What fails at the end of a statement is only seen there.
            while (await rows.NextResultAsync(cancellationToken))
                continue;
            return result;
        }
        catch (PostgresException fault) when (PostgresFaults.IsWithoutTables(fault))
        {
            return otherwise;
        }
    }, cancellationToken);

    private async Task TryAsync(Func<Task> action, CancellationToken cancellationToken) => await TryAsync<object?>(async () =>
    {
        await action();
        return null;
    }, cancellationToken);

    private async Task<T> TryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        try
        {
            return await action();
        }
        catch (Exception fault) when (PostgresFaults.IsFault(fault, cancellationToken))
        {
            throw faults.Of(fault);
        }
    }

    private static NpgsqlBatchCommand Command(string statement, object[] values)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var value in values)
            command.Parameters.Add(Parameter(value));
        return command;
    }

    private static NpgsqlParameter Parameter(object value) => value switch
    {
        string text => new NpgsqlParameter<string> { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text },
        long number => new NpgsqlParameter<long> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Bigint },
        double number => new NpgsqlParameter<double> { TypedValue = number, NpgsqlDbType = NpgsqlDbType.Double },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag, NpgsqlDbType = NpgsqlDbType.Boolean },
        byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
        ReadOnlyMemory<byte> bytes => new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = bytes, NpgsqlDbType = NpgsqlDbType.Bytea },
        _ => throw new InvalidOperationException($"There is no column for {value.GetType().Name}."),
    };
}
