using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Findings;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>What is found in an expression of a mapping.</summary>
public static class ExpressionDescriptors
{
    /// <summary>FP2008: an expression of a mapping is not valid.</summary>
    public static readonly DiagnosticDescriptor Invalid = Error("FP2008", "an expression of a mapping is not valid", "the message names the error");

    /// <summary>FP2501: a reserved word is the name of a field in an expression.</summary>
    public static readonly DiagnosticDescriptor ReservedName = Error("FP2501", "a reserved word is the name of a field in an expression", "write it in `${…}`");

    /// <summary>FP2502: a function of an expression has the wrong number of arguments.</summary>
    public static readonly DiagnosticDescriptor ArgumentCount = Error("FP2502", "a function of an expression has the wrong number of arguments", "see `flowplan functions NAME`");

    /// <summary>FP2503: an argument in an expression has a type that its function does not accept.</summary>
    public static readonly DiagnosticDescriptor ArgumentType = Error("FP2503", "an argument in an expression has a type that its function does not accept", "see `flowplan functions NAME`");

    /// <summary>FP2504: an expression has quotes that are escaped as in JSON.</summary>
    public static readonly DiagnosticDescriptor JsonEscaped = Error("FP2504", "an expression has quotes that are escaped as in JSON", "remove the backslashes");

    /// <summary>FP2505: the service does not have a function of an expression.</summary>
    public static readonly DiagnosticDescriptor NoSuchFunction = Error(
        "FP2505", "Data Prep does not have a function of an expression, by the list beside the manifest", "check the spelling; `flowplan functions --refresh` renews the list");

    /// <summary>FP2511: a function of an expression is not known.</summary>
    public static readonly DiagnosticDescriptor UnknownFunction = Warning("FP2511", "a function of an expression is not known", "check the spelling; Data Prep may have functions that FlowPlan does not know");

    /// <summary>FP2512: the name of a function is the name of a field in an expression.</summary>
    public static readonly DiagnosticDescriptor FunctionAsField = Warning("FP2512", "the name of a function is the name of a field in an expression", "write it in `${…}`");

    /// <summary>FP2513: a separator in an expression means something else than it looks.</summary>
    public static readonly DiagnosticDescriptor Separator = Warning("FP2513", "a separator in an expression means something else than it looks", "`split` takes characters, `explode` a regular expression");

    /// <summary>FP2514: an expression assigns.</summary>
    public static readonly DiagnosticDescriptor Assignment = Warning("FP2514", "an expression assigns", "compare with `==`");

    /// <summary>FP2515: an expression adds a string.</summary>
    public static readonly DiagnosticDescriptor PlusOnText = Warning("FP2515", "an expression adds a string", "join strings with `concat`");

    /// <summary>FP2516: a string in an expression has a placeholder that nothing replaces.</summary>
    public static readonly DiagnosticDescriptor Placeholder = Warning("FP2516", "a string in an expression has a placeholder that nothing replaces", "use `concat` with the field");

    /// <summary>FP2517: a date pattern in an expression means something else than it looks.</summary>
    public static readonly DiagnosticDescriptor DatePattern = Warning("FP2517", "a date pattern in an expression means something else than it looks", "the message names the letter");

    /// <summary>FP2518: a function of an expression is not for ingestion over the HTTP API.</summary>
    public static readonly DiagnosticDescriptor OtherFlow = Warning("FP2518", "a function of an expression is not for ingestion over the HTTP API", "use another function");

    /// <summary>FP2519: a function of an expression is deprecated.</summary>
    public static readonly DiagnosticDescriptor Deprecated = Warning("FP2519", "a function of an expression is deprecated", "use the function that replaces it");

    /// <summary>FP2520: an expression is always null.</summary>
    public static readonly DiagnosticDescriptor AlwaysNull = Warning("FP2520", "an expression is always null", "remove the field, or use `nullify()` on purpose");

    /// <summary>FP2521: an expression has statements, which are not checked.</summary>
    public static readonly DiagnosticDescriptor Unverified = Warning("FP2521", "an expression has statements, which are not checked", "use functions instead");

    /// <summary>FP2522: the list of functions beside the manifest cannot be used.</summary>
    public static readonly DiagnosticDescriptor UnusableList = Warning("FP2522", "the list of functions beside the manifest cannot be used", "run `flowplan functions --refresh` to replace it");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Invalid, ReservedName, ArgumentCount, ArgumentType, JsonEscaped, NoSuchFunction, UnknownFunction, FunctionAsField, Separator,
        Assignment, PlusOnText, Placeholder, DatePattern, OtherFlow, Deprecated, AlwaysNull, Unverified,
        UnusableList,
    ];

    /// <summary>The descriptor of a sort of finding.</summary>
    public static DiagnosticDescriptor Of(FindingKind kind) => kind switch
    {
        FindingKind.ReservedName => ReservedName,
        FindingKind.ArgumentCount => ArgumentCount,
        FindingKind.ArgumentType => ArgumentType,
        FindingKind.JsonEscaped => JsonEscaped,
        FindingKind.UnknownFunction or FindingKind.UnknownMethod => UnknownFunction,
        FindingKind.FunctionAsField => FunctionAsField,
        FindingKind.Separator => Separator,
        FindingKind.Assignment => Assignment,
        FindingKind.PlusOnText => PlusOnText,
        FindingKind.Placeholder => Placeholder,
        FindingKind.DatePattern => DatePattern,
        FindingKind.OtherFlow => OtherFlow,
        FindingKind.Deprecated => Deprecated,
        FindingKind.AlwaysNull => AlwaysNull,
        FindingKind.Unverified => Unverified,
        _ => Invalid,
    };

    private static DiagnosticDescriptor Error(string code, string title, string remedy) => new(code, Severity.Error, DiagnosticCategory.References, title, remedy);

    private static DiagnosticDescriptor Warning(string code, string title, string remedy) => new(code, Severity.Warning, DiagnosticCategory.References, title, remedy);
}
