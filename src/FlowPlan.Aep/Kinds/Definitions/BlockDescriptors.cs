using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>The form of a block, whatever its kind.</summary>
public static class BlockDescriptors
{
    /// <summary>FP1301: a reference to a resource that is not declared.</summary>
    public static readonly DiagnosticDescriptor UnknownReference = new(
        "FP1301", Severity.Error, DiagnosticCategory.References, "a reference to a resource that is not declared", "see \"did you mean\"");

    /// <summary>FP1306: a resource lacks a required key.</summary>
    public static readonly DiagnosticDescriptor MissingField = new(
        "FP1306", Severity.Error, DiagnosticCategory.References, "a resource lacks a required key", "add it");

    /// <summary>FP1307: two keys cannot be combined.</summary>
    public static readonly DiagnosticDescriptor MutuallyExclusive = new(
        "FP1307", Severity.Error, DiagnosticCategory.References, "two keys cannot be combined", "remove one");

    /// <summary>FP1308: a number would not be sent as it is written (warning).</summary>
    public static readonly DiagnosticDescriptor NumberRespelled = new(
        "FP1308", Severity.Warning, DiagnosticCategory.References, "a number in a passed-through map would not be sent as it is written (warning)", "quote it if it is meant as text");

    /// <summary>FP2005: an ID has the wrong format.</summary>
    public static readonly DiagnosticDescriptor InvalidId = new(
        "FP2005", Severity.Error, DiagnosticCategory.References, "an ID has the wrong format", "the message describes the format");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownReference,
        MissingField,
        MutuallyExclusive,
        NumberRespelled,
        InvalidId,
    ];
}
