using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Resources;

/// <summary>What is known of the world after a call failed.</summary>
public enum FailureFate
{
    /// <summary>The service refused: nothing was changed.</summary>
    NothingHappened,

    /// <summary>No trustworthy answer came: the call may have been carried out.</summary>
    Unknown,

    /// <summary>The object had moved since it was read (a lost race): nothing was changed.</summary>
    Conflict,
}

/// <summary>A call to a service that failed, as a finding, with what is known of its effect.</summary>
public sealed class ProviderException : DiagnosticException
{
    /// <summary>Makes the exception.</summary>
    public ProviderException(Diagnostic diagnostic, FailureFate fate, Exception? inner = null)
        : base(diagnostic, inner) => Fate = fate;

    /// <summary>What is known of the call's effect.</summary>
    public FailureFate Fate { get; }
}
