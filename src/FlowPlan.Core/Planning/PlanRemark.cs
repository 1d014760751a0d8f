using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>What a plan includes or excludes because of its options. A closed union: the nested records are all there is.</summary>
public abstract record PlanRemark
{
    private PlanRemark()
    {
    }

    /// <summary>Resources were not refreshed, so drift in them is not shown.</summary>
    public sealed record NotRefreshed(int Count) : PlanRemark;

    /// <summary>Changes that no target names, but that a target needs.</summary>
    public sealed record IncludedByTarget(ImmutableArray<ResourceAddress> Addresses) : PlanRemark;

    /// <summary>Pending changes that the targets leave out.</summary>
    public sealed record ExcludedByTarget(ImmutableArray<ResourceAddress> Addresses) : PlanRemark;

    /// <summary>The targets leave out no pending change.</summary>
    public sealed record NothingExcluded : PlanRemark;

    /// <summary>A change on the platform that is accepted for a time, so that it is not drift.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Path">The field; null where the object was deleted.</param>
    /// <param name="Until">The last day, in UTC.</param>
    /// <param name="Reason">Why it is accepted.</param>
    public sealed record AcceptedChange(ResourceAddress Address, FieldPath? Path, DateOnly Until, string Reason) : PlanRemark;

    /// <summary>A remark that a saved plan gives as text only.</summary>
    public sealed record Saved(string Text) : PlanRemark;
}
