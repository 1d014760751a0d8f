using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Engines;

/// <summary>The attempts at something that another client gets in the way of: after each there is a pause, and after some it is given up.</summary>
/// <param name="time">The clock.</param>
/// <param name="giveUp">The fault then.</param>
internal sealed class Turns(TimeProvider time, Func<EngineFaultException> giveUp)
{
    private const int Most = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private int taken;
    private TimeSpan pause = FirstPause;

    /// <summary>The attempts at a write whose condition others keep from being met.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="location">Where the state is.</param>
    public static Turns AtWrite(TimeProvider time, string location) => new(time, () => EngineFaults.Unreachable(location, "other clients change the state again and again"));

    /// <summary>Waits before the next attempt, each time for a random part of twice as long, so that two clients do not stay in step.</summary>
    /// <exception cref="EngineFaultException">There were enough.</exception>
    public async Task NextAsync(CancellationToken cancellationToken)
    {
        if (++taken == Most)
            throw giveUp();
#pragma warning disable CA5394 // It is a pause, and no secret.
        await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
#pragma warning restore CA5394
        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }
}
