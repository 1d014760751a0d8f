using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Diagnostics;

/// <summary>
/// How a diagnostic is printed: what is wrong, where with the line and a caret below it, and what to do next. Lines end
/// with a line feed. The line is left out where it may hold a secret.
/// </summary>
internal sealed class DiagnosticText
{
    private readonly StyledText text = new();
    private readonly TextStyle style;
    private string margin = " ";

    private DiagnosticText(Diagnostic diagnostic)
    {
        style = diagnostic.Severity switch
        {
            Severity.Error => TextStyle.Error,
            Severity.Warning => TextStyle.Warning,
            _ => TextStyle.Note,
        };
        Add($"{NameOf(diagnostic.Severity)} {diagnostic.Code}", style);
        text.Line($": {OneLine(diagnostic.Message)}", TextStyle.Strong);
        if (diagnostic.Span is { } span)
            AddPlace(span);
        foreach (var detail in diagnostic.Details)
            AddNote("-", detail);
        if (diagnostic.Help is { } help)
            AddNote("= help:", help);
        if (diagnostic.RequestId is { } request)
            AddNote("= request id:", request);
    }

    /// <summary>Lays a diagnostic out.</summary>
    public static StyledText Of(Diagnostic diagnostic) => new DiagnosticText(diagnostic).text;

    private void AddPlace(SourceSpan span)
    {
        var number = span.Line.ToString(CultureInfo.InvariantCulture);
        var excerpt = span.HasPosition ? SourceExcerpt.Of(span) : null;
        if (excerpt is not null)
            margin = new string(' ', number.Length);
        Add($" {margin}--> ", TextStyle.Faint);
        text.Line(OneLine(span.ToString()));
        if (excerpt is null)
            return;
        text.Line($" {margin} |", TextStyle.Faint);
        Add($" {number} | ", TextStyle.Faint);
        text.Line(excerpt.Line);
        Add($" {margin} | ", TextStyle.Faint);
        text.Line($"{new string(' ', excerpt.Before)}{new string('^', excerpt.Width)}", style);
    }

    private void AddNote(string label, string note)
    {
        Add($" {margin} {label} ", TextStyle.Faint);
        text.Line(OneLine(note));
    }

    private void Add(string piece, TextStyle kind) => text.Add(piece, kind);

    /// <summary>Services send messages of several lines.</summary>
    private static string OneLine(string given) => given.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');

    private static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
