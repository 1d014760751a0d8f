using Npgsql;

namespace FlowPlan.State.Postgres;

/// <summary>Reads columns that may be null.</summary>
internal static class PostgresRow
{
    public static byte[]? Bytes(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    public static string? Text(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? Number(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static bool IsTrue(this NpgsqlDataReader row, int column) => !row.IsDBNull(column) && row.GetBoolean(column);
}
