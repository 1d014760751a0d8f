using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using Microsoft.Data.Sqlite;

namespace FlowPlan.Emulator.Storage;

/// <summary>
/// All objects of all services, in SQLite. Processes may share the file; within one process a single connection is used
/// in turn, and a request's writes are one transaction.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    public ObjectStore(string? file, TimeProvider time)
    {
        this.time = time;
        if (file is not null)
            MakeForOwnerAlone(Path.GetFullPath(file));
        connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file ?? ":memory:",
            Pooling = false,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();

        // A request that was answered must outlive the process; it need not outlive a power cut of the machine.
        Run("PRAGMA journal_mode=WAL");
        Run("PRAGMA synchronous=OFF");
        Run("PRAGMA busy_timeout=30000");
        Run("""
            CREATE TABLE IF NOT EXISTS objects (
              seq INTEGER PRIMARY KEY AUTOINCREMENT,
              org TEXT NOT NULL, sandbox TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
              name TEXT, created INTEGER NOT NULL, body TEXT NOT NULL,
              UNIQUE (org, sandbox, kind, id))
            """);
        Run("CREATE INDEX IF NOT EXISTS objects_by_seq ON objects (org, sandbox, kind, seq)");
        Run("CREATE INDEX IF NOT EXISTS objects_by_name ON objects (org, sandbox, kind, name)");
        Run("CREATE INDEX IF NOT EXISTS objects_by_id ON objects (kind, id)");
        Run("CREATE TABLE IF NOT EXISTS refs (org TEXT, sandbox TEXT, kind TEXT, id TEXT, target TEXT)");
        Run("CREATE INDEX IF NOT EXISTS refs_by_target ON refs (org, sandbox, target, kind)");
        Run("CREATE INDEX IF NOT EXISTS refs_by_source ON refs (org, sandbox, kind, id)");
    }

    /// <summary>Held around each request's work.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Runs work as one transaction.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            var result = work();
            Run("COMMIT");
            return result;
        }
        catch
        {
            Run("ROLLBACK");
            throw;
        }
    }

    public void Insert(Scope scope, string kind, string id, JsonObject body, string? name, params IEnumerable<string> targets)
    {
        Execute(
            "INSERT INTO objects (org, sandbox, kind, id, name, created, body) VALUES ($org, $sandbox, $kind, $id, $name, $created, $body)",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id), ("$name", name),
            ("$created", time.GetUtcNow().ToUnixTimeMilliseconds()), ("$body", body.ToJsonString()));
        foreach (var target in targets)
        {
            Execute(
                "INSERT INTO refs (org, sandbox, kind, id, target) VALUES ($org, $sandbox, $kind, $id, $target)",
                ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id), ("$target", target));
        }
    }

    public void Update(Scope scope, string kind, string id, JsonObject body, string? name) => Execute(
        "UPDATE objects SET body = $body, name = $name WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND id = $id",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id), ("$name", name), ("$body", body.ToJsonString()));

    public bool Delete(Scope scope, string kind, string id)
    {
        Execute(
            "DELETE FROM refs WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND id = $id",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id));
        return Execute(
            "DELETE FROM objects WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND id = $id",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id)) > 0;
    }

    public StoredObject? Find(Scope scope, string kind, string id) => Query(
        "SELECT seq, id, body FROM objects WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND id = $id",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id)).FirstOrDefault();

    /// <summary>An object of any organization and sandbox.</summary>
    public StoredObject? FindAnywhere(string kind, string id) => Query(
        "SELECT seq, id, body FROM objects WHERE kind = $kind AND id = $id LIMIT 1", ("$kind", kind), ("$id", id)).FirstOrDefault();

    public IReadOnlyList<StoredObject> FindByName(Scope scope, string kind, string name) => Query(
        "SELECT seq, id, body FROM objects WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND name = $name ORDER BY seq",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$name", name));

    /// <summary>Objects in the order of creation, behind a sequence number, at most so many, none younger than the lag.</summary>
    public IReadOnlyList<StoredObject> List(Scope scope, string kind, long after, int limit, int lag) => Query(
        """
        SELECT seq, id, body FROM objects
        WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND seq > $after AND created <= $until ORDER BY seq LIMIT $limit
        """,
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$after", after),
        ("$until", time.GetUtcNow().ToUnixTimeMilliseconds() - lag), ("$limit", limit));

    /// <summary>Objects in the order of creation, from an offset.</summary>
    public IReadOnlyList<StoredObject> Page(Scope scope, string kind, int offset, int limit, int lag) => Query(
        """
        SELECT seq, id, body FROM objects
        WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND created <= $until ORDER BY seq LIMIT $limit OFFSET $offset
        """,
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$offset", offset),
        ("$until", time.GetUtcNow().ToUnixTimeMilliseconds() - lag), ("$limit", limit));

    /// <summary>The id of an object of a kind that refers to a target, or null.</summary>
    public string? FirstReferrer(Scope scope, string target, string kind)
    {
        var command = Command(
            "SELECT id FROM refs WHERE org = $org AND sandbox = $sandbox AND target = $target AND kind = $kind LIMIT 1",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$target", target), ("$kind", kind));
        return command.ExecuteScalar() as string;
    }

    /// <summary>Every object there is, for tests.</summary>
    public JsonArray Dump()
    {
        var all = new JsonArray();
        using var reader = Command("SELECT org, sandbox, kind, id, body FROM objects ORDER BY org, sandbox, kind, id").ExecuteReader();
        while (reader.Read())
        {
            all.Add(new JsonObject
            {
                ["organization"] = reader.GetString(0),
                ["sandbox"] = reader.GetString(1),
                ["kind"] = reader.GetString(2),
                ["id"] = reader.GetString(3),
                ["body"] = JsonNode.Parse(reader.GetString(4)),
            });
        }

        return all;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    /// <summary>SQLite gives the files beside its database the mode of that. A file that is there keeps its own.</summary>
    private static void MakeForOwnerAlone(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        if (File.Exists(file))
            return;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(file, options);
    }

    private void Run(string sql) => Command(sql).ExecuteNonQuery();

    private int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQuery();

    private List<StoredObject> Query(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var rows = new List<StoredObject>();
        using var reader = Command(sql, values).ExecuteReader();
        while (reader.Read())
            rows.Add(new(reader.GetInt64(0), reader.GetString(1), (JsonObject)JsonNode.Parse(reader.GetString(2))!));
        return rows;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file; values travel as parameters.
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
