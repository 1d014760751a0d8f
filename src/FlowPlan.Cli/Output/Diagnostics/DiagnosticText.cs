using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Diagnostics;

/// <summary>
/// How a diagnostic is printed: what is wrong, where with the line and a caret below it, and what to do next. Lines end
/// with a line feed. The line is left out where it may hold a secret.
/// </summary>
public sealed class DiagnosticText
{
    private readonly ImmutableArray<DiagnosticSegment>.Builder segments = ImmutableArray.CreateBuilder<DiagnosticSegment>();
    private readonly DiagnosticStyle style;
    private string margin = " ";

    private DiagnosticText(Diagnostic diagnostic)
    {
        style = diagnostic.Severity switch
        {
            Severity.Error => DiagnosticStyle.Error,
            Severity.Warning => DiagnosticStyle.Warning,
            _ => DiagnosticStyle.Info,
        };
        Add($"{NameOf(diagnostic.Severity)} {diagnostic.Code}", style);
        Add($": {OneLine(diagnostic.Message)}\n", DiagnosticStyle.Message);
        if (diagnostic.Span is { } span)
            AddPlace(span);
        foreach (var detail in diagnostic.Details)
            AddNote("-", detail);
        if (diagnostic.Help is { } help)
            AddNote("= help:", help);
        if (diagnostic.RequestId is { } request)
            AddNote("= request id:", request);
    }

    /// <summary>The pieces in order.</summary>
    public ImmutableArray<DiagnosticSegment> Segments => segments.ToImmutable();

    /// <summary>Lays a diagnostic out.</summary>
    public static DiagnosticText Of(Diagnostic diagnostic) => new(diagnostic);

    /// <summary>The text without style.</summary>
    public override string ToString() => string.Concat(segments.Select(s => s.Text));

    private void AddPlace(SourceSpan span)
    {
        var number = span.Line.ToString(CultureInfo.InvariantCulture);
        var excerpt = span.HasPosition ? SourceExcerpt.Of(span) : null;
        if (excerpt is not null)
            margin = new string(' ', number.Length);
        Add($" {margin}--> ", DiagnosticStyle.Frame);
        Add($"{OneLine(span.ToString())}\n", DiagnosticStyle.Plain);
        if (excerpt is null)
            return;
        Add($" {margin} |\n", DiagnosticStyle.Frame);
        Add($" {number} | ", DiagnosticStyle.Frame);
        Add($"{excerpt.Line}\n", DiagnosticStyle.Plain);
        Add($" {margin} | ", DiagnosticStyle.Frame);
        Add($"{new string(' ', excerpt.Before)}{new string('^', excerpt.Width)}\n", style);
    }

    private void AddNote(string label, string text)
    {
        Add($" {margin} {label} ", DiagnosticStyle.Frame);
        Add($"{OneLine(text)}\n", DiagnosticStyle.Plain);
    }

    private void Add(string text, DiagnosticStyle kind) => segments.Add(new(text, kind));

    /// <summary>A key of the manifest may hold what would move the terminal's cursor.</summary>
    private static string OneLine(string text) =>
        string.Create(text.Length, text, (line, from) =>
        {
            for (var i = 0; i < from.Length; i++)
                line[i] = from[i] is '\n' or '\r' or '\t' ? ' ' : char.IsControl(from[i]) ? '·' : from[i];
        });

    private static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
