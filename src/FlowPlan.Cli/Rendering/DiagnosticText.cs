using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Rendering;

/// <summary>How a finding looks: what, where with the line and a caret, and what to do next.</summary>
internal static class DiagnosticText
{
    private const int LongestLine = 160;

    public static StyledText Of(Diagnostic diagnostic)
    {
        var style = diagnostic.Severity switch
        {
            Severity.Error => TextStyle.Error,
            Severity.Warning => TextStyle.Warning,
            _ => TextStyle.Note,
        };
        var text = new StyledText()
            .Add($"{Name(diagnostic.Severity)} {diagnostic.Code}", style)
            .Line($": {diagnostic.Message.TrimEnd('.')}", TextStyle.Strong);
        if (diagnostic.Span is { } span)
            AddPlace(text, span, style);
        foreach (var detail in diagnostic.Details)
            text.Line($"   - {detail}");
        if (diagnostic.Help is { } help)
            text.Add("   = help: ", TextStyle.Faint).Line(help.TrimEnd('.'));
        if (diagnostic.RequestId is { } request)
            text.Add("   = request id: ", TextStyle.Faint).Line(request);
        return text;
    }

    private static void AddPlace(StyledText text, SourceSpan span, TextStyle style)
    {
        text.Add("  --> ", TextStyle.Faint).Line(span.ToString());
        if (!span.HasPosition || span.Hidden || span.Source.Line(span.Line) is not { Length: > 0 } line)
            return;
        var number = span.Line.ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);
        var start = Math.Clamp(span.Column - 1, 0, line.Length);
        var end = span.EndLine == span.Line ? Math.Clamp(span.EndColumn - 1, start, line.Length) : line.TrimEnd().Length;
        (line, start, end) = Cut(line, start, end);
        text.Line($" {margin} |", TextStyle.Faint)
            .Add($" {number} | ", TextStyle.Faint).Line(line)
            .Add($" {margin} | ", TextStyle.Faint).Add(Blank(line, start)).Line(new string('^', Math.Max(1, end - start)), style);
    }

    /// <summary>A long line is shown around the place that matters.</summary>
    private static (string Line, int Start, int End) Cut(string line, int start, int end)
    {
        if (line.Length <= LongestLine)
            return (line, start, end);
        var from = Math.Max(0, Math.Min(start - (LongestLine / 2), line.Length - LongestLine));
        var piece = line.Substring(from, LongestLine);
        return ((from > 0 ? "…" + piece[1..] : piece)[..^1] + "…", start - from, Math.Min(end - from, LongestLine));
    }

    /// <summary>Blanks as wide as the text before the caret: tabs stay tabs.</summary>
    private static string Blank(string line, int length) =>
        new([.. line.Take(length).Select(c => c == '\t' ? '\t' : ' ')]);

    private static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
