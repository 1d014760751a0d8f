using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace FlowPlan.Emulator.Storage;

/// <summary>
/// The objects of all services, in SQLite. Processes may share the file. Within one process, requests use a single
/// connection one after another, and the writes of a request are one transaction.
/// </summary>
internal sealed class ObjectStore : IDisposable
{
    private const string Scoped = "org = $org AND sandbox = $sandbox AND kind = $kind";

    private readonly SqliteDatabase database;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly TimeProvider time;
    private long changes;

    public ObjectStore(string? file, TimeProvider time)
    {
        this.time = time;
        database = new SqliteDatabase(file);
        foreach (var statement in StoreSchema.Statements.Concat(RecordStore.Schema))
            database.Execute(statement);
        Records = new(database);
    }

    /// <summary>The records that the inlets received.</summary>
    public RecordStore Records { get; }

    /// <summary>A value that changes whenever this or another process changes the objects.</summary>
    public (long Own, long Others) Version => (changes, (long)database.Scalar("PRAGMA data_version")!);

    /// <summary>Runs the work of one request: alone, and as one transaction.</summary>
    public async ValueTask<T> InTransactionAsync<T>(Func<ValueTask<T>> work)
    {
        await turn.WaitAsync();
        try
        {
            return await database.InTransactionAsync(work);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Adds an object; <paramref name="targets"/> are the IDs of the objects that it refers to.</summary>
    public void Insert(Scope scope, string kind, string id, JsonObject body, string? name, params IEnumerable<string> targets)
    {
        Change(
            "INSERT INTO objects (org, sandbox, kind, id, name, created, body) VALUES ($org, $sandbox, $kind, $id, $name, $created, $body)",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id), ("$name", name),
            ("$created", Now), ("$body", body.ToJsonString()));
        AddTargets(scope, kind, id, targets);
    }

    /// <summary>Records to what an object refers after a change.</summary>
    public void SetTargets(Scope scope, string kind, string id, IEnumerable<string> targets)
    {
        Change(
            $"DELETE FROM refs WHERE {Scoped} AND id = $id",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id));
        AddTargets(scope, kind, id, targets);
    }

    public void Update(Scope scope, string kind, string id, JsonObject body, string? name) => Change(
        $"UPDATE objects SET body = $body, name = $name WHERE {Scoped} AND id = $id",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id), ("$name", name), ("$body", body.ToJsonString()));

    /// <returns>Whether the object existed.</returns>
    public bool Delete(Scope scope, string kind, string id)
    {
        Change(
            $"DELETE FROM refs WHERE {Scoped} AND id = $id",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id));
        return Change(
            $"DELETE FROM objects WHERE {Scoped} AND id = $id",
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id)) > 0;
    }

    public StoredObject? Find(Scope scope, string kind, string id) => Query(
        $"SELECT seq, id, body FROM objects WHERE {Scoped} AND id = $id",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id)).FirstOrDefault();

    /// <summary>Finds an object in any organization and sandbox.</summary>
    public StoredObject? FindAnywhere(string kind, string id) => Query(
        "SELECT seq, id, body FROM objects WHERE kind = $kind AND id = $id LIMIT 1", ("$kind", kind), ("$id", id)).FirstOrDefault();

    public IEnumerable<StoredObject> FindByName(Scope scope, string kind, string name) => Query(
        $"SELECT seq, id, body FROM objects WHERE {Scoped} AND name = $name ORDER BY seq",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$name", name));

    /// <summary>The objects older than the lag, in the order of creation, after a sequence number.</summary>
    public IEnumerable<StoredObject> List(Scope scope, string kind, long after, int lag) => Query(
        $"SELECT seq, id, body FROM objects WHERE {Scoped} AND seq > $after AND created <= $until ORDER BY seq",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$after", after), ("$until", Now - lag));

    /// <summary>Up to <paramref name="limit"/> of the objects older than the lag, in the order of creation, from an offset.</summary>
    public IEnumerable<StoredObject> Page(Scope scope, string kind, int offset, int limit, int lag) => Query(
        $"SELECT seq, id, body FROM objects WHERE {Scoped} AND created <= $until ORDER BY seq LIMIT $limit OFFSET $offset",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$offset", offset),
        ("$until", Now - lag), ("$limit", limit));

    /// <summary>The objects older than the lag, sorted by a field, after a value of that field.</summary>
    public IEnumerable<StoredObject> Sorted(Scope scope, string kind, ListOrder order, string? after, int lag) => Query(
        order.Statement,
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$path", order.Path), ("$after", after),
        ("$until", Now - lag));

    /// <summary>The ID of an object of a kind that refers to the target, or null.</summary>
    public string? FirstReferrer(Scope scope, string target, string kind) => (string?)database.Scalar(
        $"SELECT id FROM refs WHERE {Scoped} AND target = $target LIMIT 1",
        ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$target", target), ("$kind", kind));

    /// <summary>All objects, for tests.</summary>
    public JsonArray Dump() => new([.. database.Query(
        "SELECT org, sandbox, kind, id, body FROM objects ORDER BY org, sandbox, kind, id",
        row => new JsonObject
        {
            ["organization"] = row.GetString(0),
            ["sandbox"] = row.GetString(1),
            ["kind"] = row.GetString(2),
            ["id"] = row.GetString(3),
            ["body"] = JsonNode.Parse(row.GetString(4)),
        })]);

    public void Dispose()
    {
        database.Dispose();
        turn.Dispose();
    }

    private void AddTargets(Scope scope, string kind, string id, IEnumerable<string> targets)
    {
        foreach (var target in targets)
        {
            Change(
                "INSERT INTO refs (org, sandbox, kind, id, target) VALUES ($org, $sandbox, $kind, $id, $target)",
                ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$kind", kind), ("$id", id), ("$target", target));
        }
    }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private int Change(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        changes++;
        return database.Execute(sql, values);
    }

    private IEnumerable<StoredObject> Query(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        database.Query(sql, ReadObject, values);

    private static StoredObject ReadObject(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), (JsonObject)JsonNode.Parse(row.GetString(2))!);
}
