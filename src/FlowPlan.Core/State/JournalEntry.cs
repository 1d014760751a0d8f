using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>What a call that is about to be sent would do.</summary>
public enum OperationKind
{
    /// <summary>Make an object.</summary>
    Create,

    /// <summary>Change one.</summary>
    Update,

    /// <summary>Delete one.</summary>
    Delete,
}

/// <summary>A call that is about to be sent.</summary>
/// <param name="Address">The resource.</param>
/// <param name="Operation">What the call would do.</param>
/// <param name="NaturalKey">For a create: by what the object would be found again; null where nothing could be found.</param>
/// <param name="PayloadHash">A hash over the declared fields, secrets left out.</param>
/// <param name="ExistingIds">For a create: the ids that bear the natural key already, sorted.</param>
/// <param name="TargetId">For an update or delete: the object's id.</param>
public sealed record JournalIntent(
    ResourceAddress Address,
    OperationKind Operation,
    string? NaturalKey,
    string PayloadHash,
    ImmutableArray<string> ExistingIds,
    string? TargetId)
{
    /// <summary>For a create: what the object refers to, so that an object found again after a crash is deleted before that; sorted.</summary>
    public ImmutableArray<ResourceAddress> Dependencies { get; init; } = [];
}

/// <summary>One line of a journal. A closed union: the nested records are all there is.</summary>
/// <param name="Sequence">The line's number, from 0.</param>
public abstract record JournalEntry(long Sequence)
{
    /// <summary>The first line: which lockfile the journal belongs to.</summary>
    /// <param name="Sequence">0.</param>
    /// <param name="Lineage">The lockfile's lineage.</param>
    /// <param name="Project">The project.</param>
    /// <param name="Environment">The environment.</param>
    /// <param name="Organization">The organization.</param>
    /// <param name="Sandbox">The sandbox.</param>
    public sealed record Opened(long Sequence, string Lineage, string Project, string Environment, string Organization, string Sandbox)
        : JournalEntry(Sequence);

    /// <summary>A call is about to be sent.</summary>
    /// <param name="Sequence">The line's number; outcomes refer to it.</param>
    /// <param name="Intent">The call.</param>
    public sealed record Intended(long Sequence, JournalIntent Intent) : JournalEntry(Sequence);

    /// <summary>What is on record of an object now.</summary>
    /// <param name="Sequence">The line's number.</param>
    /// <param name="Intent">The intent that this ends; null where no call stands behind it.</param>
    /// <param name="Address">The resource.</param>
    /// <param name="State">The record; null when it is dropped.</param>
    public sealed record Recorded(long Sequence, long? Intent, ResourceAddress Address, ResourceState? State) : JournalEntry(Sequence);

    /// <summary>A call failed.</summary>
    /// <param name="Sequence">The line's number.</param>
    /// <param name="Intent">The intent that this ends, or leaves open.</param>
    /// <param name="NothingHappened">Whether the service refused; otherwise the intent stays open.</param>
    /// <param name="Code">The diagnostic's code.</param>
    public sealed record Failed(long Sequence, long Intent, bool NothingHappened, string Code) : JournalEntry(Sequence);
}
