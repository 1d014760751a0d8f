using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Blocks;

/// <summary>The structure of a manifest: keys, types and allowed values.</summary>
public static class SchemaDescriptors
{
    /// <summary>FP1101: unknown key.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new(
        "FP1101", Severity.Error, DiagnosticCategory.ManifestForm, "unknown key", "see \"did you mean\", or the list of allowed keys");

    /// <summary>FP1102: a required key is missing.</summary>
    public static readonly DiagnosticDescriptor MissingKey = new(
        "FP1102", Severity.Error, DiagnosticCategory.ManifestForm, "a required key is missing", "add it");

    /// <summary>FP1103: a value has the wrong type.</summary>
    public static readonly DiagnosticDescriptor WrongType = new(
        "FP1103", Severity.Error, DiagnosticCategory.ManifestForm, "a value has the wrong type", "quote a number or boolean that should be a string");

    /// <summary>FP1104: a value is not allowed.</summary>
    public static readonly DiagnosticDescriptor ValueNotAllowed = new(
        "FP1104", Severity.Error, DiagnosticCategory.ManifestForm, "a value is not allowed", "the message lists the allowed values");

    /// <summary>FP1105: a string has the wrong format.</summary>
    public static readonly DiagnosticDescriptor InvalidFormat = new(
        "FP1105", Severity.Error, DiagnosticCategory.ManifestForm, "a string has the wrong format", "the message describes the format");

    /// <summary>FP1106: a value is out of range: empty, too long, listed twice, too small or too large.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = new(
        "FP1106", Severity.Error, DiagnosticCategory.ManifestForm, "a value is out of range: empty, too long, listed twice, too small or too large", "the message states the limit");

    /// <summary>FP1107: a value matches none of its possible forms, or several.</summary>
    public static readonly DiagnosticDescriptor NoMatchingForm = new(
        "FP1107", Severity.Error, DiagnosticCategory.ManifestForm, "a value matches none of its possible forms, or several", "the message describes the forms");

    /// <summary>FP1108: unsupported or missing `apiVersion`.</summary>
    public static readonly DiagnosticDescriptor UnsupportedApiVersion = new(
        "FP1108", Severity.Error, DiagnosticCategory.ManifestForm, "unsupported or missing `apiVersion`", "write `flowplan/v1`");

    /// <summary>FP1109: a key has the wrong format.</summary>
    public static readonly DiagnosticDescriptor InvalidKey = new(
        "FP1109", Severity.Error, DiagnosticCategory.ManifestForm, "a key has the wrong format", "the message describes the format");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownKey,
        MissingKey,
        WrongType,
        ValueNotAllowed,
        InvalidFormat,
        OutOfRange,
        NoMatchingForm,
        UnsupportedApiVersion,
        InvalidKey,
    ];
}
