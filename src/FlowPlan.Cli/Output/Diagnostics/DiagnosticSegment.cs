namespace FlowPlan.Cli.Output.Diagnostics;

/// <summary>What a piece of a printed diagnostic is, from which follows how it looks.</summary>
public enum DiagnosticStyle
{
    /// <summary>Ordinary text, such as the line of the file.</summary>
    Plain,

    /// <summary>The message.</summary>
    Message,

    /// <summary>Frame, labels and places.</summary>
    Frame,

    /// <summary>Severity, code and caret of an error.</summary>
    Error,

    /// <summary>Severity, code and caret of a warning.</summary>
    Warning,

    /// <summary>Severity, code and caret of an information.</summary>
    Info,
}

/// <summary>A piece of a printed diagnostic.</summary>
/// <param name="Text">The text; it may hold a line feed at its end and nowhere else.</param>
/// <param name="Style">What it is.</param>
public readonly record struct DiagnosticSegment(string Text, DiagnosticStyle Style);
