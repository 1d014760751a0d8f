namespace FlowPlan.Aep.Dialect;

/// <summary>The sections of the manifest, their kinds, and what may be named of each.</summary>
internal static class SectionNames
{
    public const string Connections = "connections";
    public const string Schemas = "schemas";
    public const string Datasets = "datasets";
    public const string SourceConnections = "sourceConnections";
    public const string TargetConnections = "targetConnections";
    public const string Mappings = "mappings";
    public const string Flows = "flows";

    public static IReadOnlyDictionary<string, string> Kinds { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Connections] = "connection",
        [Schemas] = "schema",
        [Datasets] = "dataset",
        [SourceConnections] = "sourceConnection",
        [TargetConnections] = "targetConnection",
        [Mappings] = "mapping",
        [Flows] = "flow",
    };

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["connection"] = ["id", "inletId", "inletUrl", "name"],
        ["schema"] = ["altId", "id", "title", "version"],
        ["dataset"] = ["id", "name", "schemaId"],
        ["sourceConnection"] = ["id", "name"],
        ["targetConnection"] = ["id", "name"],
        ["mapping"] = ["id", "name", "version"],
        ["flow"] = ["id", "name"],
    };
}
