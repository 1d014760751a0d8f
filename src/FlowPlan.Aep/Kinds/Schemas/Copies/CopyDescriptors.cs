using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Schemas.Copies;

/// <summary>Findings about schemas that are only referred to, and their copies beside the manifest.</summary>
public static class CopyDescriptors
{
    private const string Pull = "run `flowplan schemas pull`";

    /// <summary>FP2571: the copy of a schema cannot be used.</summary>
    public static readonly DiagnosticDescriptor Unusable = new(
        "FP2571", Severity.Warning, DiagnosticCategory.References, "the copy of a schema beside the manifest cannot be used", Pull + " to replace it");

    /// <summary>FP2572: a schema could not be read, so that targets of mappings were not checked.</summary>
    public static readonly DiagnosticDescriptor NotRead = new(
        "FP2572", Severity.Warning, DiagnosticCategory.References, "the fields of a schema could not be read, so that the targets of its mappings were not checked", "see the message");

    /// <summary>FP2573: what was found in mappings could be found offline.</summary>
    public static readonly DiagnosticDescriptor KeepCopy = new(
        "FP2573", Severity.Info, DiagnosticCategory.References, "the targets of mappings were checked against a live schema (note)", Pull + " to keep a copy, so that `validate` checks them too");

    /// <summary>FP2574: a schema that was to be copied is not on the platform.</summary>
    public static readonly DiagnosticDescriptor NoSuchSchema = new(
        "FP2574", Severity.Error, DiagnosticCategory.References, "a schema that was to be copied is not on the platform, or its title is not unique", "correct the `ref` of the schema");

    /// <summary>FP2575: what was named is not a schema that is only referred to.</summary>
    public static readonly DiagnosticDescriptor NotReferredTo = new(
        "FP2575", Severity.Error, DiagnosticCategory.References, "what was named is not a schema that the manifest only refers to", "name a key under `schemas` that has `ref` or `existing`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [Unusable, NotRead, KeepCopy, NoSuchSchema, NotReferredTo];
}
