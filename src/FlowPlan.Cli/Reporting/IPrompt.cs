namespace FlowPlan.Cli.Reporting;

/// <summary>Asks the person at the terminal.</summary>
internal interface IPrompt
{
    /// <summary>Whether somebody can answer: stdin and stdout are a terminal.</summary>
    bool CanAsk { get; }

    /// <summary>Asks a yes-or-no question; only "yes" approves.</summary>
    /// <exception cref="OperationCanceledException">The command was interrupted while it waited for the answer.</exception>
    Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken);

    /// <summary>Asks for a word; null when the input ends.</summary>
    /// <exception cref="OperationCanceledException">The command was interrupted while it waited for the answer.</exception>
    Task<string?> AskAsync(string question, CancellationToken cancellationToken);
}
