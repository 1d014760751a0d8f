using System.Collections.Immutable;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>What a plan does with one resource, and why.</summary>
public sealed record PlannedAction
{
    /// <summary>The resource.</summary>
    public required ResourceAddress Address { get; init; }

    /// <summary>What is done.</summary>
    public required ActionKind Kind { get; init; }

    /// <summary>Why, the most important first; empty where the kind of action says it all.</summary>
    public ImmutableArray<ActionReason> Reasons { get; init; } = [];

    /// <summary>The fields written, sorted by path; for a create every declared field.</summary>
    public ImmutableArray<FieldDifference> Differences { get; init; } = [];

    /// <summary>Fields that cannot be changed in place and that the service did not keep as they were written, so that a replacement would not help.</summary>
    public ImmutableArray<FieldDifference> NotKept { get; init; } = [];

    /// <summary>What the action does to people and data, such as the end of an inlet URL.</summary>
    public ImmutableArray<Consequence> Consequences { get; init; } = [];

    /// <summary>Whether it requires explicit approval: a deletion, a replacement that loses data or breaks producers, or an update that loses data.</summary>
    public bool Destructive => Kind is ActionKind.Delete || (Kind is ActionKind.Replace && !Consequences.IsEmpty) || LosesData;

    /// <summary>Whether it changes an object in place so that data is lost.</summary>
    public bool LosesData => Kind is ActionKind.Update or ActionKind.Adopt && Differences.Any(d => d.LosesData);

    /// <summary>The canonical declared fields with references; empty for deletes and reads.</summary>
    public Value.Map Fields { get; init; } = Value.Map.Empty;

    /// <summary>The live object as read for this plan; null where there is none.</summary>
    public LiveObject? Live { get; init; }

    /// <summary>In a saved plan: the hash over the live object that was saved with it.</summary>
    public string? SavedFingerprint { get; init; }

    /// <summary>Its entry in the lockfile; null where there is none.</summary>
    public ResourceState? Prior { get; init; }

    /// <summary>The address that it still has in the lockfile, where a <c>moved</c> block gives it another one.</summary>
    public ResourceAddress? MovedFrom { get; init; }

    /// <summary>The display name: the declared one, else the live one.</summary>
    public string? Name { get; init; }

    /// <summary>The resources whose steps come before this one's.</summary>
    public ImmutableArray<ResourceAddress> DependsOn { get; init; } = [];

    /// <summary>IDs of objects that already have the natural key and are known not to be this one.</summary>
    public ImmutableArray<string> ExistingIds { get; init; } = [];

    /// <summary>Field patterns whose differences are ignored.</summary>
    public IReadOnlyList<string> IgnoreChanges { get; init; } = [];

    /// <summary>For a replacement: whether the new object is created before the old one is deleted.</summary>
    public bool CreateBeforeDestroy { get; init; }

    /// <summary>Whether the manifest protects the resource against deletion.</summary>
    public bool PreventDestroy { get; init; }

    /// <summary>The calls that will be made, such as <c>POST /data/foundation/flowservice/flows</c>.</summary>
    public ImmutableArray<string> Calls { get; init; } = [];

    /// <summary>Whether the action changes the platform or the lockfile.</summary>
    public bool IsChange => Kind is not (ActionKind.NoOp or ActionKind.Read or ActionKind.Deferred) || MovedFrom is not null;

    /// <summary>
    /// A hash over the live object's fields, secrets left out: tells that somebody changed it. Null where there is no object.
    /// </summary>
    public string? HashLive() => SavedFingerprint ?? LiveFingerprint.Of(this);

    /// <summary>A hash over what the action writes. The same for a plan and for the saved plan that was made from it.</summary>
    public string HashChange() => ChangeFingerprint.Of(this);
}
