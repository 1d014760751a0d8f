using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests;

/// <summary>Findings with any code, for tests that only pass them on.</summary>
internal static class Finding
{
    public static Diagnostic Error(string code, string message, SourceSpan? span = null, string? help = null) =>
        Of(code, Severity.Error, message, span, help);

    public static Diagnostic Warning(string code, string message, SourceSpan? span = null, string? help = null) =>
        Of(code, Severity.Warning, message, span, help);

    public static Diagnostic Info(string code, string message, SourceSpan? span = null, string? help = null) =>
        Of(code, Severity.Info, message, span, help);

    private static Diagnostic Of(string code, Severity severity, string message, SourceSpan? span, string? help) =>
        Diagnostic.Of(new(code, severity, DiagnosticCategory.Platform, "a test finding", "nothing"), message, span, help);
}
