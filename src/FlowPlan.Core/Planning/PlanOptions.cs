using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>What a plan was asked to do besides bringing everything in line; a saved plan is made again with the same.</summary>
public sealed record PlanOptions
{
    /// <summary>Nothing beyond the manifest.</summary>
    public static PlanOptions Default { get; } = new();

    /// <summary>
    /// Addresses, or patterns with <c>*</c>, that the plan is narrowed to, with all that they need (<c>--only</c>); empty for everything.
    /// </summary>
    public ImmutableArray<string> Only { get; init; } = [];

    /// <summary>Resources to make anew although nothing about them forces it (<c>--replace</c>).</summary>
    public ImmutableArray<ResourceAddress> Replace { get; init; } = [];

    /// <summary>
    /// Whether every recorded object is read. Without it (<c>--refresh=false</c>) only those are read that the manifest would have
    /// changed, so that what is written is compared with what is live, and drift elsewhere is not seen.
    /// </summary>
    public bool Refresh { get; init; } = true;
}
