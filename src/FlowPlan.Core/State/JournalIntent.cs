using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>What a call that is about to be sent does.</summary>
public enum OperationKind
{
    /// <summary>Creates an object.</summary>
    Create,

    /// <summary>Updates an object.</summary>
    Update,

    /// <summary>Deletes an object.</summary>
    Delete,
}

/// <summary>A call that is about to be sent.</summary>
/// <param name="Address">The resource.</param>
/// <param name="Operation">What the call does.</param>
/// <param name="NaturalKey">For a create: the key by which the object would be found again; null where there is none.</param>
/// <param name="ExistingIds">For a create: the IDs of objects that have the natural key already, sorted.</param>
/// <param name="TargetId">For an update or delete: the object's ID.</param>
public sealed record JournalIntent(
    ResourceAddress Address,
    OperationKind Operation,
    string? NaturalKey,
    ImmutableArray<string> ExistingIds,
    string? TargetId)
{
    /// <summary>For a create: what the object refers to, so that an object found again after a crash is deleted before that; sorted.</summary>
    public ImmutableArray<ResourceAddress> Dependencies { get; init; } = [];

    /// <summary>A call that creates an object.</summary>
    public static JournalIntent Create(
        ResourceAddress address, string? naturalKey, ImmutableArray<string> existingIds, ImmutableArray<ResourceAddress> dependencies) =>
        new(address, OperationKind.Create, naturalKey, existingIds, null) { Dependencies = dependencies };

    /// <summary>A call that updates an object.</summary>
    public static JournalIntent Update(ResourceAddress address, string id) => new(address, OperationKind.Update, null, [], id);

    /// <summary>A call that deletes an object.</summary>
    public static JournalIntent Delete(ResourceAddress address, string id) => new(address, OperationKind.Delete, null, [], id);
}

/// <summary>An intent whose outcome is not known (yet).</summary>
/// <param name="Number">The number of its line in the journal, which identifies it: two calls may be the same in all else.</param>
/// <param name="Call">The call.</param>
public sealed record OpenIntent(long Number, JournalIntent Call);
