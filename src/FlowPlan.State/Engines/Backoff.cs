using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Engines;

/// <summary>The pauses between attempts at something that fails while another client changes the same thing. The last attempt ends with a fault.</summary>
/// <param name="time">The clock.</param>
/// <param name="giveUp">Makes that fault.</param>
internal sealed class Backoff(TimeProvider time, Func<EngineFaultException> giveUp)
{
    private const int MaxAttempts = 12;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private int taken;
    private TimeSpan pause = FirstPause;

    /// <summary>The pauses between attempts at a write whose condition is not met, because another client was faster.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="location">Where the state is.</param>
    public static Backoff OfWrites(TimeProvider time, string location) => new(time, () => EngineFaults.Unreachable(location, "other clients change the state again and again"));

    /// <summary>Waits before the next attempt: up to twice as long each time, and for a random part of it, so that two clients do not stay in step.</summary>
    /// <exception cref="EngineFaultException">That was the last attempt.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (++taken == MaxAttempts)
            throw giveUp();
#pragma warning disable CA5394 // It is a pause, not a secret.
        await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), time, cancellationToken);
#pragma warning restore CA5394
        pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }
}
