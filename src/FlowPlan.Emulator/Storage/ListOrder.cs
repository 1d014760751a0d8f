namespace FlowPlan.Emulator.Storage;

/// <summary>What a list is sorted by. Names and IDs have an index, so that a page reads no other rows.</summary>
internal sealed class ListOrder
{
    private readonly string column;
    private readonly bool descending;

    private ListOrder(string column, string? path, bool descending = false)
    {
        this.column = column;
        this.descending = descending;
        Path = path;

        // In SQLite any text is greater than an empty text, and less than a blob.
        var (condition, direction) = descending
            ? ($"{column} < COALESCE($after, x'')", "DESC")
            : ($"{column} > COALESCE($after, '')", "ASC");
        Statement = $"""
            SELECT seq, id, body FROM objects
            WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND created <= $until AND {condition}
            ORDER BY {column} {direction}, seq {direction}
            """;
    }

    public static ListOrder Name { get; } = new("name", null);

    public static ListOrder Id { get; } = new("id", null);

    /// <summary>Sorts by any other field at the top level of the object.</summary>
    public static ListOrder Field(string name) => new(
        "CAST(COALESCE(json_extract(body, $path), ' ') AS TEXT)",
        $"$.\"{name.Replace("\"", string.Empty, StringComparison.Ordinal)}\"");

    public string Statement { get; }

    /// <summary>The JSON path of the field, when there is no column for it.</summary>
    public string? Path { get; }

    /// <summary>The same order from the end.</summary>
    public ListOrder Descending() => new(column, Path, !descending);
}
