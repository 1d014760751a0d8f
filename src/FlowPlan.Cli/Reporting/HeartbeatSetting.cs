using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Reporting;

/// <summary>What FLOWPLAN_HEARTBEAT says.</summary>
/// <param name="Silence">How long the log of a running command may be silent; zero for as long as it takes.</param>
internal sealed record HeartbeatSetting(TimeSpan Silence)
{
    private const string Variable = "FLOWPLAN_HEARTBEAT";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Where the variable is not set.</summary>
    public static HeartbeatSetting Default { get; } = new(TimeSpan.FromSeconds(5));

    /// <summary>The setting, or what is wrong with it.</summary>
    public static Outcome<HeartbeatSetting> Read(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault(Variable)?.Trim() is not { Length: > 0 } given)
            return Outcome<HeartbeatSetting>.Of(Default);
        return Durations.Parse(given) is { } silence && (silence == TimeSpan.Zero || (silence >= Shortest && silence <= Longest))
            ? Outcome<HeartbeatSetting>.Of(new HeartbeatSetting(silence))
            : Outcome<HeartbeatSetting>.Failed(Diagnostic.Of(
                CliDescriptors.InvalidHeartbeat, $"{Variable} is not a duration from 1s to 24h, or 0", help: $"set {Variable} to a duration such as 30s, or unset it"));
    }
}
