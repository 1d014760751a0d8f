using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Resources;

/// <summary>The effect of a call that failed.</summary>
public enum CallEffect
{
    /// <summary>None: the service rejected the call.</summary>
    None,

    /// <summary>Unknown: there was no trustworthy answer, and the call may have been carried out.</summary>
    Unknown,

    /// <summary>None: somebody else changed the object after it was read, so that the precondition of the call failed.</summary>
    PreconditionFailed,
}

/// <summary>A call to a service that failed, as a finding, with its effect.</summary>
public sealed class ProviderException : DiagnosticException
{
    /// <summary>Creates the exception.</summary>
    public ProviderException(Diagnostic diagnostic, CallEffect effect, Exception? inner = null)
        : base(diagnostic, inner) => Effect = effect;

    /// <summary>The effect of the call.</summary>
    public CallEffect Effect { get; }
}
