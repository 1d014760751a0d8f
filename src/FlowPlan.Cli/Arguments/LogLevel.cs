namespace FlowPlan.Cli.Arguments;

/// <summary>How much a command logs to stderr.</summary>
internal enum LogLevel
{
    /// <summary>Nothing but diagnostics and results.</summary>
    None,

    /// <summary>Each API call when it has ended, and each retry.</summary>
    Info,

    /// <summary>Each attempt of each API call.</summary>
    Trace,
}
