namespace FlowPlan.Tests;

/// <summary>Programs that some measurements need.</summary>
internal static class Needed
{
    /// <summary>Where a program is missing, what needs it is left out.</summary>
    /// <param name="isInstalled">Whether it is there.</param>
    /// <param name="advice">That it is not, and how to install it.</param>
    /// <exception cref="NotInstalledException">It is missing.</exception>
    public static void Require(bool isInstalled, string advice)
    {
        if (!isInstalled)
            throw new NotInstalledException(advice);
    }
}

/// <summary>A program is not installed.</summary>
/// <param name="advice">That it is not, and how to install it.</param>
internal sealed class NotInstalledException(string advice) : Exception(advice);
