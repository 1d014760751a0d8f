using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>Diagnostics about datasets that need no call.</summary>
internal static class DatasetDiagnostics
{
    public static Diagnostic UpsertWithoutProfile(SourceSpan span) =>
        Diagnostic.Of(DatasetDescriptors.UpsertWithoutProfile, "'upsert' needs a dataset that is enabled for Profile", span, "set 'enabled: true', or remove 'upsert'");

    public static Diagnostic ReservedTag(SourceSpan span, string tag) =>
        Diagnostic.Of(DatasetDescriptors.ReservedTag, $"the tag '{tag}' is reserved", span, "set 'profile' or 'identity' on the dataset; choose another name for your own tag");

    public static Diagnostic BadRetention(SourceSpan span, string text, string help) => Diagnostic.Of(DatasetDescriptors.InvalidRetention, text, span, help);

    public static Diagnostic BadLabels(SourceSpan span, string text, string help) => Diagnostic.Of(DatasetDescriptors.InvalidLabels, text, span, help);

    public static Diagnostic TakenTwice(SourceSpan span, ResourceAddress address, ResourceAddress dataset, ResourceAddress first) =>
        Diagnostic.Of(DatasetDescriptors.DatasetTakenTwice, $"{address} and {first} are about the same dataset, {dataset}", span, "remove one of them") with { Address = address };

    public static Diagnostic SchemaNotProfile(SourceSpan span, string dataset, string schema) =>
        Diagnostic.Of(
            DatasetDescriptors.SchemaNotProfileEnabled, $"datasets.{dataset} is enabled for Profile, but schemas.{schema} is not", span, "set 'profile: true' in the schema's definition; it cannot be undone once applied");

    public static Diagnostic ExistingSchemaNotProfile(SourceSpan span, ResourceAddress dataset, string schema, string id) =>
        Diagnostic.Of(
            DatasetDescriptors.SchemaNotProfileEnabled,
            $"datasets.{dataset.Key} is enabled for Profile, but the existing schema schemas.{schema} ({id}) is not",
            span,
            "ask the owner of the schema to enable it for Profile, which cannot be undone; or remove 'profile' from the dataset") with
        { Address = dataset };

    public static Diagnostic ProfileWithoutIdentity(SourceSpan span, string dataset) =>
        Diagnostic.Of(
            DatasetDescriptors.ProfileWithoutIdentity,
            $"datasets.{dataset} is enabled for Profile, but not for Identity Service; Adobe's UI shows its Profile toggle as off",
            span,
            "set 'identity: true' as the UI does, or 'identity: false' to say that it is meant so");
}
