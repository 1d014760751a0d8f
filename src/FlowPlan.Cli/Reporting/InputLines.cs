namespace FlowPlan.Cli.Reporting;

/// <summary>Lines that somebody types.</summary>
internal static class InputLines
{
    /// <summary>
    /// The next line; null at the end of the input. Reading a console cannot be cancelled, so an interrupt leaves the reader behind; it ends
    /// with the process.
    /// </summary>
    /// <exception cref="OperationCanceledException">An interrupt came first.</exception>
    public static Task<string?> ReadAsync(TextReader input, CancellationToken cancellationToken) =>
        Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
}
