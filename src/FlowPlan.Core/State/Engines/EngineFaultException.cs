using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Engines;

/// <summary>A call to an engine failed.</summary>
/// <param name="diagnostic">The finding; it contains no credential.</param>
/// <param name="isTransient">
/// Whether it may work later, as after a broken connection: then it is not known whether a write was carried out. Otherwise nothing was
/// changed, and nothing will be.
/// </param>
/// <param name="inner">The cause.</param>
public sealed class EngineFaultException(Diagnostic diagnostic, bool isTransient, Exception? inner = null) : DiagnosticException(diagnostic, inner)
{
    /// <summary>Whether it may work later.</summary>
    public bool IsTransient { get; } = isTransient;
}
