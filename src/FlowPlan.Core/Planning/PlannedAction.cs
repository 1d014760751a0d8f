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

    /// <summary>Why, one sentence each, in the order of weight; empty where the kind of action says it all.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>The fields written, sorted by path; for a create every declared field.</summary>
    public ImmutableArray<FieldDifference> Differences { get; init; } = [];

    /// <summary>What the action does to people and data, such as the end of an inlet URL; one sentence each.</summary>
    public ImmutableArray<string> Consequences { get; init; } = [];

    /// <summary>Whether it needs a consent of its own: a delete, or a replacement that loses data or breaks producers.</summary>
    public bool Destructive => Kind is ActionKind.Delete || (Kind is ActionKind.Replace && !Consequences.IsEmpty);

    /// <summary>The canonical declared fields with references; empty for deletes and reads.</summary>
    public Value.Map Fields { get; init; } = Value.Map.Empty;

    /// <summary>The live object as read for this plan; null where there is none.</summary>
    public LiveObject? Live { get; init; }

    /// <summary>
    /// A hash over the live object's fields, secrets left out, by which a saved plan notices that somebody changed it; null where there is none.
    /// </summary>
    public string? LiveFingerprint
    {
        get => field ?? Planning.LiveFingerprint.Of(this);
        init;
    }

    /// <summary>What the lockfile has of it; null where it has nothing.</summary>
    public ResourceState? Prior { get; init; }

    /// <summary>The address under which the lockfile still has it, where a <c>moved</c> block carries it over.</summary>
    public ResourceAddress? MovedFrom { get; init; }

    /// <summary>The display name: the declared one, else the live one.</summary>
    public string? Name { get; init; }

    /// <summary>The resources whose steps come before this one's.</summary>
    public ImmutableArray<ResourceAddress> DependsOn { get; init; } = [];

    /// <summary>Ids of objects that bear the natural key already and are known not to be this one.</summary>
    public ImmutableArray<string> ExistingIds { get; init; } = [];

    /// <summary>Field paths whose differences are left alone.</summary>
    public IReadOnlyList<string> IgnoreChanges { get; init; } = [];

    /// <summary>For a replacement: whether the new object is made before the old one is deleted.</summary>
    public bool CreateBeforeDestroy { get; init; }

    /// <summary>Whether the manifest guards the resource against deletion.</summary>
    public bool PreventDestroy { get; init; }

    /// <summary>The calls that will be made, such as <c>POST /data/foundation/flowservice/flows</c>.</summary>
    public ImmutableArray<string> Calls { get; init; } = [];

    /// <summary>Whether the action changes the platform or the lockfile.</summary>
    public bool IsChange => Kind is not (ActionKind.NoOp or ActionKind.Read) || MovedFrom is not null;
}
