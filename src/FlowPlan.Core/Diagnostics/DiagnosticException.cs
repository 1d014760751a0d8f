namespace FlowPlan.Core.Diagnostics;

/// <summary>
/// Carries a finding out of a deep call, such as a request that failed or a file that could not be written.
/// It is caught where a command or a step of a plan ends, never shown as a stack trace.
/// </summary>
public class DiagnosticException : Exception
{
    /// <summary>Makes the exception of one finding.</summary>
    public DiagnosticException(Diagnostic diagnostic, Exception? inner = null)
        : base(diagnostic.Message, inner) => Diagnostic = diagnostic;

    /// <summary>The finding.</summary>
    public Diagnostic Diagnostic { get; }
}
