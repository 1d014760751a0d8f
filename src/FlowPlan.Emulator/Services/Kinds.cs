namespace FlowPlan.Emulator.Services;

/// <summary>The kinds under which objects are stored. They are the names of the collections in paths.</summary>
internal static class Kinds
{
    public const string Connections = "connections";
    public const string SourceConnections = "sourceConnections";
    public const string TargetConnections = "targetConnections";
    public const string Flows = "flows";
    public const string Runs = "runs";
    public const string Schemas = "schemas";
    public const string FieldGroups = "fieldgroups";
    public const string Classes = "classes";
    public const string DataTypes = "datatypes";
    public const string Descriptors = "descriptors";
    public const string DataSets = "dataSets";
    public const string MappingSets = "mappingSets";

    /// <summary>Expirations of datasets.</summary>
    public const string Expirations = "expirations";

    /// <summary>Labels of datasets.</summary>
    public const string DatasetLabels = "datasetLabels";

    /// <summary>Identity namespaces.</summary>
    public const string Namespaces = "identities";

    /// <summary>A former version of a mapping set.</summary>
    public const string MappingSetVersions = "mappingSetVersions";

    /// <summary>A streaming inlet, by its ID.</summary>
    public const string Inlets = "inlet";

    /// <summary>A source ID that a connection uses.</summary>
    public const string SourceIds = "sourceId";
}
