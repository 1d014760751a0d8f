namespace FlowPlan.State.Transport;

/// <summary>There are no credentials. The texts contain none either.</summary>
/// <param name="message">Why.</param>
/// <param name="help">What to do; null for what generally helps.</param>
/// <param name="isTransient">Whether it may work later.</param>
/// <param name="inner">The cause.</param>
internal sealed class CredentialException(string message, string? help = null, bool isTransient = false, Exception? inner = null) : Exception(message, inner)
{
    public string? Help { get; } = help;

    public bool IsTransient { get; } = isTransient;
}
