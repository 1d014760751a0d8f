using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Output;

/// <summary>Asks at the terminal of this process.</summary>
/// <param name="terminal">Where the question is written.</param>
/// <param name="input">Where the answer is read.</param>
/// <param name="canAsk">Whether somebody can answer.</param>
internal sealed class TerminalPrompt(Terminal terminal, TextReader input, bool canAsk) : IPrompt
{
    public bool CanAsk { get; } = canAsk;

    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        terminal.Write(new StyledText().Line().Add($"{question} ", TextStyle.Strong).Add("Only 'yes' will be accepted: "));
        try
        {
            return string.Equals((await InputLines.ReadAsync(input, cancellationToken))?.Trim(), "yes", StringComparison.Ordinal);
        }
        catch (OperationCanceledException)
        {
            terminal.Write(new StyledText().Line());
            throw;
        }
    }
}
