namespace FlowPlan.Core.Diagnostics;

/// <summary>One coded finding: what is wrong, where, and what to do next.</summary>
/// <param name="Code">A stable code such as <c>FP1004</c>, listed in <c>docs/diagnostics.md</c>.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Message">One sentence that says what is wrong. Never holds a secret.</param>
/// <param name="Span">Where, when the finding belongs to a place in a file.</param>
/// <param name="Help">What to do next.</param>
public sealed record Diagnostic(string Code, Severity Severity, string Message, SourceSpan? Span = null, string? Help = null)
{
    /// <summary>The address of the resource concerned, such as <c>flow.loyalty</c>.</summary>
    public string? Address { get; init; }

    /// <summary>The request id that the service gave, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>Further lines of detail, such as the candidates of an ambiguous name.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>Makes an error.</summary>
    public static Diagnostic Error(string code, string message, SourceSpan? span = null, string? help = null) =>
        new(code, Severity.Error, message, span, help);

    /// <summary>Makes a warning.</summary>
    public static Diagnostic Warning(string code, string message, SourceSpan? span = null, string? help = null) =>
        new(code, Severity.Warning, message, span, help);

    /// <summary>Makes an information.</summary>
    public static Diagnostic Info(string code, string message, SourceSpan? span = null, string? help = null) =>
        new(code, Severity.Info, message, span, help);
}
