using Microsoft.Data.Sqlite;

namespace FlowPlan.Emulator.Storage;

/// <summary>An SQLite connection with its prepared commands. It is used by one thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    /// <param name="file">The database file; null for a database in memory.</param>
    public SqliteDatabase(string? file)
    {
        if (file is not null)
            CreateForOwnerOnly(Path.GetFullPath(file));
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
    }

    /// <summary>Runs a statement and returns the number of changed rows.</summary>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteScalar();

    /// <summary>Reads rows one by one, as the caller asks for them. Until then, the caller must not run the same statement again.</summary>
    public IEnumerable<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Rows(Command(sql, values), read);

    /// <summary>Runs work in a transaction. When the work fails, its exception is thrown, also when the rollback fails as well.</summary>
    public async ValueTask<T> InTransactionAsync<T>(Func<ValueTask<T>> work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var result = await work();
            Execute("COMMIT");
            return result;
        }
        catch (Exception exception)
        {
            RollBackAfter(exception);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private static IEnumerable<T> Rows<T>(SqliteCommand command, Func<SqliteDataReader, T> read)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return read(reader);
    }

    /// <summary>SQLite may have rolled back by itself, for example when the disk is full; then there is nothing left to roll back.</summary>
    private void RollBackAfter(Exception cause)
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException exception)
        {
            cause.Data["rollback"] = exception.Message;
        }
    }

    /// <summary>SQLite creates the files next to its database with the same mode. An existing file keeps its mode.</summary>
    private static void CreateForOwnerOnly(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (File.Exists(file))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var created = new FileStream(file, options);
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of ObjectStore; values are passed as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            commands.Add(sql, command);
        }

        command.Parameters.Clear();
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
