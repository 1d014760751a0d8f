namespace FlowPlan.Core.Diagnostics;

/// <summary>How much a <see cref="Diagnostic"/> weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Info,

    /// <summary>Suspicious, yet the command goes on.</summary>
    Warning,

    /// <summary>The command cannot do what it was asked.</summary>
    Error,
}
