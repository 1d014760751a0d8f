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
        return string.Equals(await ReadAsync(cancellationToken), "yes", StringComparison.Ordinal);
    }

    public Task<string?> AskAsync(string question, CancellationToken cancellationToken)
    {
        terminal.Write(new StyledText().Add($"{question} ", TextStyle.Strong));
        return ReadAsync(cancellationToken);
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await InputLines.ReadAsync(input, cancellationToken))?.Trim();
        }
        catch (OperationCanceledException)
        {
            terminal.Write(new StyledText().Line());
            throw;
        }
    }
}
