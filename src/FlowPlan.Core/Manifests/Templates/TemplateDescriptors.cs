using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>Expressions in the manifest.</summary>
public static class TemplateDescriptors
{
    /// <summary>FP1208: an expression cannot be evaluated.</summary>
    public static readonly DiagnosticDescriptor ExpressionFailed = new(
        "FP1208", Severity.Error, DiagnosticCategory.Expressions, "an expression cannot be evaluated", "the message shows the position inside the expression");

    /// <summary>FP1218: an expression is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidExpression = new(
        "FP1218", Severity.Error, DiagnosticCategory.Expressions, "an expression is not valid", "the message shows the position inside the expression");

    /// <summary>FP1219: an expression uses a name that is not in scope.</summary>
    public static readonly DiagnosticDescriptor UnknownName = new(
        "FP1219", Severity.Error, DiagnosticCategory.Expressions, "an expression uses a name that is not in scope", "see \"did you mean\"");

    /// <summary>FP1222: an expression uses no variable.</summary>
    public static readonly DiagnosticDescriptor ConstantExpression = new(
        "FP1222", Severity.Warning, DiagnosticCategory.Expressions, "an expression uses no variable, so that its braces were probably meant literally", "write a literal `{{ … }}` as `{%{ {{ … }} }%}`");

    /// <summary>FP1221: a key contains an expression.</summary>
    public static readonly DiagnosticDescriptor ExpressionInKey = new(
        "FP1221", Severity.Warning, DiagnosticCategory.Expressions, "a key contains an expression, which is not evaluated", "write the key out");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ExpressionFailed,
        InvalidExpression,
        UnknownName,
        ExpressionInKey,
        ConstantExpression,
    ];
}
