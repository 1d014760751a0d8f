namespace FlowPlan.Emulator.Storage;

/// <summary>What a list is sorted by. Names and IDs have an index, so that a page reads no other rows.</summary>
internal sealed class ListOrder
{
    private ListOrder(string condition, string order, string? path)
    {
        Statement = $"""
            SELECT seq, id, body FROM objects
            WHERE org = $org AND sandbox = $sandbox AND kind = $kind AND created <= $until AND {condition}
            ORDER BY {order}
            """;
        Path = path;
    }

    public static ListOrder Name { get; } = new("name > COALESCE($after, '')", "name", null);

    public static ListOrder Id { get; } = new("id > COALESCE($after, '')", "id", null);

    /// <summary>Sorts by any other field at the top level of the object.</summary>
    public static ListOrder Field(string name) => new(
        "($after IS NULL OR CAST(json_extract(body, $path) AS TEXT) > $after)",
        "CAST(json_extract(body, $path) AS TEXT), seq",
        $"$.\"{name.Replace("\"", string.Empty, StringComparison.Ordinal)}\"");

    public string Statement { get; }

    /// <summary>The JSON path of the field, when there is no column for it.</summary>
    public string? Path { get; }
}
