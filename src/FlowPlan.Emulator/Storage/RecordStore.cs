using Microsoft.Data.Sqlite;

namespace FlowPlan.Emulator.Storage;

/// <summary>The records that the inlets received, in a table of their own beside the objects.</summary>
internal sealed class RecordStore(SqliteDatabase database)
{
    private const string Columns = "seq, org, sandbox, inlet, flow, dataset, xaction, received, bytes, status, problem, body";

    public static IReadOnlyList<string> Schema { get; } =
    [
        """
        CREATE TABLE IF NOT EXISTS records (
          seq INTEGER PRIMARY KEY AUTOINCREMENT,
          org TEXT NOT NULL, sandbox TEXT NOT NULL, inlet TEXT NOT NULL, flow TEXT, dataset TEXT,
          xaction TEXT NOT NULL, received INTEGER NOT NULL, bytes INTEGER NOT NULL,
          status TEXT NOT NULL, problem TEXT, body TEXT NOT NULL)
        """,
        "CREATE INDEX IF NOT EXISTS records_by_dataset ON records (dataset, received)",
        "CREATE INDEX IF NOT EXISTS records_by_inlet ON records (inlet, received)",
    ];

    public void Add(StoredRecord record) => database.Execute(
        """
        INSERT INTO records (org, sandbox, inlet, flow, dataset, xaction, received, bytes, status, problem, body)
        VALUES ($org, $sandbox, $inlet, $flow, $dataset, $xaction, $received, $bytes, $status, $problem, $body)
        """,
        ("$org", record.Organization), ("$sandbox", record.Sandbox), ("$inlet", record.Inlet), ("$flow", record.Flow),
        ("$dataset", record.DataSet), ("$xaction", record.TransactionId), ("$received", record.Received), ("$bytes", record.Bytes),
        ("$status", record.Status), ("$problem", record.Problem), ("$body", record.Body));

    /// <summary>Up to <paramref name="limit"/> records in the order of arrival, after a sequence number; those of one dataset or flow when it is given.</summary>
    public IReadOnlyList<StoredRecord> List(string? dataSet, string? flow, long after, int limit) =>
    [
        .. database.Query(
            $"""
            SELECT {Columns} FROM records
            WHERE seq > $after AND ($dataset IS NULL OR dataset = $dataset) AND ($flow IS NULL OR flow = $flow)
            ORDER BY seq LIMIT $limit
            """,
            Read,
            ("$after", after), ("$dataset", dataSet), ("$flow", flow), ("$limit", limit)),
    ];

    /// <summary>The records of a dataset that arrived in a period of time and do not follow their schema.</summary>
    public IReadOnlyList<StoredRecord> Failed(Scope scope, string dataSet, long from, long until) =>
    [
        .. database.Query(
            $"""
            SELECT {Columns} FROM records
            WHERE org = $org AND sandbox = $sandbox AND dataset = $dataset AND received >= $from AND received < $until AND status = 'failed'
            ORDER BY seq LIMIT 1000
            """,
            Read,
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$dataset", dataSet), ("$from", from), ("$until", until)),
    ];

    /// <summary>The totals of each flow and period, of the records that arrived until a time.</summary>
    public IReadOnlyList<RecordTotals> TotalsByFlow(Scope scope, long periodMilliseconds, long until) => Totals("flow", scope, periodMilliseconds, until);

    /// <summary>The totals of each dataset and period, of the records that arrived until a time.</summary>
    public IReadOnlyList<RecordTotals> TotalsByDataSet(Scope scope, long periodMilliseconds, long until) => Totals("dataset", scope, periodMilliseconds, until);

    /// <summary>The totals of each inlet and period: acknowledged records as ingested, rejected ones as failed.</summary>
    public IReadOnlyList<RecordTotals> TotalsByInlet(Scope scope, long periodMilliseconds, long until) =>
    [
        .. database.Query(
            """
            SELECT inlet, received / $period AS p, MIN(received), MAX(received), SUM(status <> 'rejected'), SUM(status = 'rejected'), SUM(bytes)
            FROM records WHERE org = $org AND sandbox = $sandbox AND received <= $until GROUP BY inlet, p ORDER BY p, inlet
            """,
            ReadTotals,
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$period", periodMilliseconds), ("$until", until)),
    ];

    private List<RecordTotals> Totals(string owner, Scope scope, long periodMilliseconds, long until) =>
    [
        .. database.Query(
            $"""
            SELECT {owner}, received / $period AS p, MIN(received), MAX(received), SUM(status = 'ingested'), SUM(status = 'failed'), SUM(bytes)
            FROM records WHERE org = $org AND sandbox = $sandbox AND status IN ('ingested', 'failed') AND received <= $until
            GROUP BY {owner}, p ORDER BY p, {owner}
            """,
            ReadTotals,
            ("$org", scope.Organization), ("$sandbox", scope.Sandbox), ("$period", periodMilliseconds), ("$until", until)),
    ];

    private static RecordTotals ReadTotals(SqliteDataReader row) =>
        new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));

    private static StoredRecord Read(SqliteDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        Organization = row.GetString(1),
        Sandbox = row.GetString(2),
        Inlet = row.GetString(3),
        Flow = row.IsDBNull(4) ? null : row.GetString(4),
        DataSet = row.IsDBNull(5) ? null : row.GetString(5),
        TransactionId = row.GetString(6),
        Received = row.GetInt64(7),
        Bytes = row.GetInt32(8),
        Status = row.GetString(9),
        Problem = row.IsDBNull(10) ? null : row.GetString(10),
        Body = row.GetString(11),
    };
}
