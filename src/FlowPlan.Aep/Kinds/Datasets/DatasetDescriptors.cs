using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>Rules of datasets that are checked before any call.</summary>
public static class DatasetDescriptors
{
    /// <summary>FP2006: `upsert` is set without Profile.</summary>
    public static readonly DiagnosticDescriptor UpsertWithoutProfile = new(
        "FP2006", Severity.Error, DiagnosticCategory.References, "`upsert` is set without Profile", "enable Profile, or remove `upsert`");

    /// <summary>FP2007: a tag is reserved.</summary>
    public static readonly DiagnosticDescriptor ReservedTag = new(
        "FP2007", Severity.Error, DiagnosticCategory.References, "a tag is reserved", "use `profile`, `identity`, or another name");

    /// <summary>FP2010: a dataset is enabled for Profile, but its schema is not.</summary>
    public static readonly DiagnosticDescriptor SchemaNotProfileEnabled = new(
        "FP2010", Severity.Error, DiagnosticCategory.References, "a dataset is enabled for Profile, but its schema is not", "set `profile: true` in the definition");

    /// <summary>FP2014: a dataset is enabled for Profile and says nothing of Identity (note).</summary>
    public static readonly DiagnosticDescriptor ProfileWithoutIdentity = new(
        "FP2014", Severity.Info, DiagnosticCategory.References, "a dataset is enabled for Profile and its block does not set `identity`, so that Adobe's UI shows it as off (note)", "set `identity: true`, or `identity: false` to say that it is meant so");

    /// <summary>FP2036: a retention or an expiration is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidRetention = new(
        "FP2036", Severity.Error, DiagnosticCategory.References, "the retention or the expiration of a dataset is not valid", "the message says what is wrong");

    /// <summary>FP2037: two blocks describe the expiration or the data usage labels of one dataset.</summary>
    public static readonly DiagnosticDescriptor DatasetTakenTwice = new(
        "FP2037", Severity.Error, DiagnosticCategory.References, "two blocks describe the expiration or the data usage labels of one dataset", "remove one");

    /// <summary>FP2038: the data usage labels of a dataset are not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidLabels = new(
        "FP2038", Severity.Error, DiagnosticCategory.References, "the data usage labels of a dataset are not valid", "the message says what is wrong");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UpsertWithoutProfile,
        ReservedTag,
        SchemaNotProfileEnabled,
        ProfileWithoutIdentity,
        InvalidRetention,
        DatasetTakenTwice,
        InvalidLabels,
    ];
}
