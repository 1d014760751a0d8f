using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Rendering;

/// <summary>How a finding looks in the command line: one sentence without its period, led by the resource that it is about.</summary>
internal static class DiagnosticLook
{
    public static StyledText Of(Diagnostic diagnostic)
    {
        var message = diagnostic.Message.TrimEnd('.');
        if (diagnostic.Address?.ToString() is { } address && !message.Contains(address, StringComparison.Ordinal))
            message = $"{address}: {message}";
        var text = new StyledText();
        foreach (var (piece, style) in DiagnosticText.Of(diagnostic with { Message = message, Help = diagnostic.Help?.TrimEnd('.') }).Segments)
            text.Add(piece, StyleOf(style));
        return text;
    }

    private static TextStyle StyleOf(DiagnosticStyle style) => style switch
    {
        DiagnosticStyle.Message => TextStyle.Strong,
        DiagnosticStyle.Frame => TextStyle.Faint,
        DiagnosticStyle.Error => TextStyle.Error,
        DiagnosticStyle.Warning => TextStyle.Warning,
        DiagnosticStyle.Info => TextStyle.Note,
        _ => TextStyle.Plain,
    };
}
