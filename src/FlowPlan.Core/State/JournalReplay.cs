using System.Collections.Immutable;

namespace FlowPlan.Core.State;

/// <summary>A lockfile with the journal of an interrupted run applied to it.</summary>
/// <param name="Lockfile">The lockfile with every recorded outcome; null when there is neither lockfile nor journal.</param>
/// <param name="Open">The calls whose outcome is unknown, in order.</param>
public sealed record JournalReplay(Lockfile? Lockfile, ImmutableArray<OpenIntent> Open)
{
    /// <summary>Replays a journal. Replaying it twice changes nothing more.</summary>
    public static JournalReplay Of(StateSnapshot snapshot)
    {
        if (snapshot.Journal.IsEmpty)
            return new(snapshot.Lockfile, []);
        var opened = (JournalEntry.Opened)snapshot.Journal[0];
        var lockfile = snapshot.Lockfile ?? new Lockfile { Lineage = opened.Lineage, Serial = 0, Scope = opened.Scope };
        var resources = lockfile.Resources.ToBuilder();
        var open = new SortedDictionary<long, OpenIntent>();
        foreach (var entry in snapshot.Journal)
        {
            switch (entry)
            {
                case JournalEntry.Intended(var sequence, var intent):
                    open[sequence] = new(sequence, intent);
                    break;
                case JournalEntry.Recorded recorded:
                    if (recorded.Intent is { } ended)
                        open.Remove(ended);
                    if (recorded.State is null)
                        resources.Remove(recorded.Address);
                    else
                        resources[recorded.Address] = recorded.State;
                    break;
                case JournalEntry.Failed { NothingHappened: true } failed:
                    open.Remove(failed.Intent);
                    break;
            }
        }

        return new(lockfile with { Resources = resources.ToImmutable() }, [.. open.Values]);
    }
}
