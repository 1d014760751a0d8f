using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>A diagnostic for people: one sentence without its period, with the resource that it is about first.</summary>
internal static class DiagnosticRenderer
{
    public static StyledText Of(Diagnostic diagnostic)
    {
        var message = diagnostic.Message.TrimEnd('.');
        if (diagnostic.Address?.ToString() is { } address && !message.Contains(address, StringComparison.Ordinal))
            message = $"{address}: {message}";
        return DiagnosticText.Of(diagnostic with { Message = message, Help = diagnostic.Help?.TrimEnd('.') });
    }
}
