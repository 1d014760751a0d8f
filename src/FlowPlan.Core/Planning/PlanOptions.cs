using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>What a plan is made for.</summary>
public enum PlanMode
{
    /// <summary>To make the platform match the manifest.</summary>
    Apply,

    /// <summary>
    /// To compare live objects with what is already decided, such as the last apply: outputs stay as they are, and unmanaged objects with the
    /// same natural key do not matter.
    /// </summary>
    Drift,

    /// <summary>To delete all managed objects, whatever the manifest declares.</summary>
    Destroy,
}

/// <summary>Options that narrow or extend a plan. An apply of a saved plan plans again with the same options.</summary>
public sealed record PlanOptions
{
    /// <summary>A plan of everything that the manifest changes.</summary>
    public static PlanOptions Default { get; } = new();

    /// <summary>
    /// Addresses, or patterns with <c>*</c>, to which the plan is limited, with everything that they need (<c>--only</c>); empty for all.
    /// </summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Resources to replace although no change forces it (<c>--replace</c>).</summary>
    public ImmutableArray<ResourceAddress> Replace { get; init; } = [];

    /// <summary>
    /// Whether every managed object is read. Otherwise (<c>--refresh=false</c>) only the objects that the manifest would change are read, and
    /// drift in the others is not found.
    /// </summary>
    public bool Refresh { get; init; } = true;

    /// <summary>What the plan is made for.</summary>
    public PlanMode Mode { get; init; }
}
