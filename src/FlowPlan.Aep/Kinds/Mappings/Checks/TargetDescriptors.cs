using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>What is found about the targets of a mapping.</summary>
public static class TargetDescriptors
{
    /// <summary>FP2531: the target of a mapping is not a path.</summary>
    public static readonly DiagnosticDescriptor InvalidPath = Error("FP2531", "the target of a mapping is not a path", "the message names the error");

    /// <summary>FP2532: the schema does not have the target of a mapping.</summary>
    public static readonly DiagnosticDescriptor UnknownTarget = Error("FP2532", "the schema does not have the target of a mapping", "name a field of the schema");

    /// <summary>FP2533: two mappings have one target.</summary>
    public static readonly DiagnosticDescriptor SameTarget = Error("FP2533", "two mappings have one target", "remove one of them");

    /// <summary>FP2534: a target cannot hold the result of its expression.</summary>
    public static readonly DiagnosticDescriptor WrongType = Error("FP2534", "a target cannot hold the result of its expression", "convert the result, or choose another target");

    /// <summary>FP2535: a value is not one of those that the target takes.</summary>
    public static readonly DiagnosticDescriptor NotInEnum = Error("FP2535", "a value is not one of those that the target takes", "use one of the values of the enum");

    /// <summary>FP2536: a required field is certainly null.</summary>
    public static readonly DiagnosticDescriptor RequiredIsNull = Error("FP2536", "a required field is certainly null", "map a value to it");

    /// <summary>FP2541: a field is mapped together with a part of it.</summary>
    public static readonly DiagnosticDescriptor ParentAndChild = Warning("FP2541", "an object is mapped together with a field of it", "remove one of them unless that is meant");

    /// <summary>FP2542: a required field is not mapped.</summary>
    public static readonly DiagnosticDescriptor RequiredIsMissing = Warning("FP2542", "a required field is not mapped", "map a value to it");

    /// <summary>FP2543: an identity is not mapped.</summary>
    public static readonly DiagnosticDescriptor IdentityIsMissing = Warning("FP2543", "the primary identity of the schema is not mapped", "map a value to it");

    /// <summary>FP2544: a conversion that the documentation does not describe.</summary>
    public static readonly DiagnosticDescriptor UnclearConversion = Warning(
        "FP2544", "the documentation does not say whether the target takes the result of its expression", "convert the result, and try it with a preview");

    /// <summary>FP2545: source and target have different numbers of <c>[*]</c>.</summary>
    public static readonly DiagnosticDescriptor WildcardDepth = Warning("FP2545", "source and target of a mapping have different numbers of `[*]`", "use as many in the source as in the target");

    /// <summary>FP2546: the table of standard components does not have the target of a mapping.</summary>
    public static readonly DiagnosticDescriptor UnknownStandardTarget = Warning(
        "FP2546", "the standard components of the schema, as FlowPlan knows them, do not have the target of a mapping", "check the spelling; the registry may have newer components");

    /// <summary>FP2547: a value is not one of those that the table of standard components has for the target.</summary>
    public static readonly DiagnosticDescriptor NotInStandardEnum = Warning(
        "FP2547", "a value is not one of those that a standard field takes, as FlowPlan knows it", "check the spelling; the registry may have newer components");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        InvalidPath, UnknownTarget, SameTarget, WrongType, NotInEnum, RequiredIsNull,
        ParentAndChild, RequiredIsMissing, IdentityIsMissing, UnclearConversion, WildcardDepth, UnknownStandardTarget,
        NotInStandardEnum,
    ];

    private static DiagnosticDescriptor Error(string code, string title, string remedy) => new(code, Severity.Error, DiagnosticCategory.References, title, remedy);

    private static DiagnosticDescriptor Warning(string code, string title, string remedy) => new(code, Severity.Warning, DiagnosticCategory.References, title, remedy);
}
