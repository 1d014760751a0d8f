using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>What blocks tell those that refer to them about schemas: a schema its version, a dataset its schema and that one's version.</summary>
internal static class SchemaDefaults
{
    /// <summary>The key of the version.</summary>
    public const string Version = "version";

    /// <summary>The key of a dataset's schema.</summary>
    public const string Schema = "schema";

    /// <summary>The version of the schema that a reference leads to, or of the schema of the dataset.</summary>
    public static string VersionOf(BlockReference? reference) => VersionOf(reference?.Defaults);

    /// <summary>The version that a block tells.</summary>
    public static string VersionOf(Value.Map? defaults) => defaults?.TextOf(Version) ?? SchemaReference.DefaultVersion;

    /// <summary>The schema of the dataset that a reference leads to; null where it is not known.</summary>
    public static Value.Reference? SchemaOf(BlockReference? dataset) => dataset?.Defaults[Schema] as Value.Reference;
}
