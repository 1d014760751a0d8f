using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>The findings of evaluating expressions.</summary>
internal static class TemplateDiagnostics
{
    public static Diagnostic Syntax(SourceSpan span, string text) =>
        Diagnostic.Of(TemplateDescriptors.InvalidExpression, $"invalid expression: {text}", span, "write a literal {{ as {%{ {{ }%}");

    public static Diagnostic Constant(SourceSpan span) =>
        Diagnostic.Of(
            TemplateDescriptors.ConstantExpression,
            "this is evaluated as an expression, although it uses no variable",
            span,
            "if the braces are meant literally, write {%{ before and }%} after the text that contains them");

    public static Diagnostic InKey(SourceSpan span) =>
        Diagnostic.Of(
            TemplateDescriptors.ExpressionInKey, "an expression in a key is not evaluated", span, "write the key out; only values are evaluated");

    public static Diagnostic SecretInFile(SourceSpan span) =>
        Diagnostic.Of(
            TemplateDescriptors.ExpressionFailed,
            "a definition file cannot use a sensitive variable",
            span,
            "the platform shows definitions to everybody; use a variable that is not sensitive");

    public static Diagnostic Template(SourceSpan span, string text, string? help) =>
        Diagnostic.Of(TemplateDescriptors.ExpressionFailed, $"the expression cannot be evaluated: {text}", span, help);

    public static Diagnostic OutOfTime(SourceSpan span) =>
        Diagnostic.Of(TemplateDescriptors.ExpressionFailed, "the expression cannot be evaluated: it takes too long", span, "compute the value elsewhere and pass it as a variable");

    public static Diagnostic UnknownName(SourceSpan span, string what, string given, IEnumerable<string> possible, string advice) =>
        Diagnostic.Of(TemplateDescriptors.UnknownName, $"there is no {what} '{given}'", span, DidYouMean.Help(given, possible, advice));
}
