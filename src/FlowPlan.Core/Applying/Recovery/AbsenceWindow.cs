using System.Collections.Immutable;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>
/// How long an object must be missing from the lists before it counts as absent: a list may lag behind a create that was
/// carried out. An object that a list hides for longer than this is not found, see <c>docs/decisions/0009-proven-absence.md</c>.
/// </summary>
/// <param name="Length">From the first read to the last.</param>
public sealed record AbsenceWindow(TimeSpan Length)
{
    /// <summary>The default window.</summary>
    public static AbsenceWindow Default { get; } = new(TimeSpan.FromSeconds(10));

    /// <summary>The pauses between the reads, growing, so that most objects that show late are still found soon.</summary>
    internal ImmutableArray<TimeSpan> Pauses => [Length * 0.1, Length * 0.2, Length * 0.3, Length * 0.4];
}
