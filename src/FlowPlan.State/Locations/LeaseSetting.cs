using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Remote;

namespace FlowPlan.State.Locations;

/// <summary>The variable <c>FLOWPLAN_STATE_LEASE</c>: how many seconds the lock of a shared state lasts when its holder dies.</summary>
internal static class LeaseSetting
{
    private const string Variable = "FLOWPLAN_STATE_LEASE";

    /// <summary>The times of a shared state.</summary>
    /// <param name="environment">The variables of the process.</param>
    /// <param name="longestLease">The longest lease that the engine has.</param>
    /// <exception cref="DiagnosticException">The variable is not such a time.</exception>
    public static RemoteStateSettings Read(IReadOnlyDictionary<string, string> environment, TimeSpan longestLease)
    {
        if (!environment.TryGetValue(Variable, out var text) || string.IsNullOrWhiteSpace(text))
            return RemoteStateSettings.Default;
        var (shortest, longest) = (RemoteStateSettings.ShortestLease.TotalSeconds, longestLease.TotalSeconds);
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds >= shortest && seconds <= longest
            ? new(TimeSpan.FromSeconds(seconds))
            : throw new DiagnosticException(Diagnostic.Of(
                EngineDescriptors.LeaseInvalid,
                FormattableString.Invariant($"{Variable} is not a number of seconds from {shortest} to {longest}"),
                help: "correct it, or unset it"));
    }
}
