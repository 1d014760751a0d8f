using FlowPlan.Core.Applying.Recovery;

namespace FlowPlan.Core.Applying;

/// <summary>How an apply is carried out.</summary>
/// <param name="Parallelism">The maximum number of concurrent API calls; at least 1.</param>
public sealed record ApplyOptions(int Parallelism)
{
    /// <summary>
    /// The maximum number of steps that have begun: twice as many as calls, because a step makes none while its records become durable. With one call at a time
    /// there is one step at a time.
    /// </summary>
    public int Steps => Parallelism == 1 ? 1 : 2 * Parallelism;

    /// <summary>How long an object must not show before its absence counts.</summary>
    public AbsenceWindow Window { get; init; } = AbsenceWindow.Default;

    /// <summary>How long to wait before an object that was just written, and does not show yet, is read again; longer each time.</summary>
    public TimeSpan ReadBackPause { get; init; } = TimeSpan.FromMilliseconds(400);
}
