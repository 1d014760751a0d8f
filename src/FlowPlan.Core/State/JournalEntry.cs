using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>One line of a journal. A closed union: the nested records are all there is.</summary>
/// <param name="Sequence">The line's number, from 0.</param>
public abstract record JournalEntry(long Sequence)
{
    /// <summary>The version of the journal format that this program writes.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The first line: which lockfile the journal belongs to.</summary>
    public sealed record Opened(long Sequence, string Lineage, DeploymentScope Scope) : JournalEntry(Sequence);

    /// <summary>A call is about to be sent. Outcomes refer to it by its number.</summary>
    public sealed record Intended(long Sequence, JournalIntent Intent) : JournalEntry(Sequence);

    /// <summary>A resource is recorded, or its record is dropped.</summary>
    /// <param name="Sequence">The line's number.</param>
    /// <param name="Intent">The intent that this closes; null where no call was made.</param>
    /// <param name="Address">The resource.</param>
    /// <param name="State">The record; null when it is dropped.</param>
    public sealed record Recorded(long Sequence, long? Intent, ResourceAddress Address, ResourceState? State) : JournalEntry(Sequence);

    /// <summary>A call failed.</summary>
    /// <param name="Sequence">The line's number.</param>
    /// <param name="Intent">The intent that this closes or leaves open.</param>
    /// <param name="NothingHappened">Whether the service rejected the call; otherwise the intent stays open.</param>
    /// <param name="Code">The diagnostic's code.</param>
    public sealed record Failed(long Sequence, long Intent, bool NothingHappened, string Code) : JournalEntry(Sequence);
}
