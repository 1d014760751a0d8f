using System.Buffers;
using System.Text;
using Wcwidth;

namespace FlowPlan.Cli.Output.Diagnostics;

/// <summary>How many terminal columns a text element takes: two for East Asian wide ones and emoji, none for a combining one.</summary>
internal static class TerminalWidth
{
    /// <summary>The width of a text element, which may be several characters drawn as one.</summary>
    public static int Of(string element) =>
        Rune.DecodeFromUtf16(element, out var rune, out _) == OperationStatus.Done ? Math.Max(0, UnicodeCalculator.GetWidth(rune)) : 1;
}
