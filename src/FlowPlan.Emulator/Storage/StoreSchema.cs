namespace FlowPlan.Emulator.Storage;

/// <summary>The statements that prepare the database of the emulator.</summary>
internal static class StoreSchema
{
    // The objects must survive the end of the process after a response was sent; they need not survive a power failure.
    public static IReadOnlyList<string> Statements { get; } =
    [
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=OFF",
        "PRAGMA busy_timeout=30000",
        """
        CREATE TABLE IF NOT EXISTS objects (
          seq INTEGER PRIMARY KEY AUTOINCREMENT,
          org TEXT NOT NULL, sandbox TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
          name TEXT, created INTEGER NOT NULL, body TEXT NOT NULL,
          UNIQUE (org, sandbox, kind, id))
        """,
        "CREATE INDEX IF NOT EXISTS objects_by_seq ON objects (org, sandbox, kind, seq)",
        "CREATE INDEX IF NOT EXISTS objects_by_name ON objects (org, sandbox, kind, name)",
        "CREATE INDEX IF NOT EXISTS objects_by_id ON objects (kind, id)",
        "CREATE TABLE IF NOT EXISTS refs (org TEXT, sandbox TEXT, kind TEXT, id TEXT, target TEXT)",
        "CREATE INDEX IF NOT EXISTS refs_by_target ON refs (org, sandbox, target, kind)",
        "CREATE INDEX IF NOT EXISTS refs_by_source ON refs (org, sandbox, kind, id)",
    ];
}
