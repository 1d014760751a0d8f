using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Output;

/// <summary>A progress line on a terminal.</summary>
/// <param name="error">Stderr.</param>
internal sealed class TerminalProgressLine(TextWriter error) : IProgressLine
{
    private const string Erase = "\r\u001b[2K";

    public bool IsShown => true;

    public void Show(string text)
    {
        error.Write(Erase + text);
        error.Flush();
    }

    public void Clear()
    {
        error.Write(Erase);
        error.Flush();
    }
}
