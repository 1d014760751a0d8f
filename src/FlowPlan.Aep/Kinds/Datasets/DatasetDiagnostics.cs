using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>Diagnostics about datasets that need no call.</summary>
internal static class DatasetDiagnostics
{
    public static Diagnostic UpsertWithoutProfile(SourceSpan span) =>
        Diagnostic.Of(DatasetDescriptors.UpsertWithoutProfile, "'upsert' needs a dataset that is enabled for Profile", span, "set 'enabled: true', or remove 'upsert'");

    public static Diagnostic ReservedTag(SourceSpan span, string tag) =>
        Diagnostic.Of(DatasetDescriptors.ReservedTag, $"the tag '{tag}' is reserved", span, "set 'profile' or 'identity' on the dataset; choose another name for your own tag");

    public static Diagnostic SchemaNotProfile(SourceSpan span, string dataset, string schema) =>
        Diagnostic.Of(
            DatasetDescriptors.SchemaNotProfileEnabled, $"datasets.{dataset} is enabled for Profile, but schemas.{schema} is not", span, "set 'profile: true' in the schema's definition; it cannot be undone once applied");
}
