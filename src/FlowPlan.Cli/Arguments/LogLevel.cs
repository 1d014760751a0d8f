namespace FlowPlan.Cli.Arguments;

/// <summary>How much a command logs to stderr.</summary>
internal enum LogLevel
{
    /// <summary>Nothing but diagnostics and results.</summary>
    None,

    /// <summary>The steps of the command, and API calls that were retried or got no response, 429 or 5xx.</summary>
    Info,

    /// <summary>Each attempt of each API call.</summary>
    Trace,
}
