using System.Collections.Immutable;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// Compares declared resources with their live objects, which is most of the work of deciding and writes nothing that another resource needs. A draft says
/// what differs; what is done about it is decided afterwards, in the order of dependencies. Drafts of thousands of resources are made by several threads
/// on the assumption that nothing that they refer to changes, which holds for nearly all of them in most plans; a draft for which it does not hold is made
/// again.
/// </summary>
internal sealed class ActionDrafts(
    IResourceProvider provider,
    SecretMatcher secrets,
    IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
    IReadOnlyDictionary<ResourceAddress, DesiredResource> desired,
    LiveSnapshot live)
{
    /// <summary>From how many resources on it is worthwhile to make their drafts beforehand.</summary>
    public const int Worthwhile = 500;

    /// <summary>How many drafts a thread makes at a time.</summary>
    private const int Share = 250;

    /// <summary>The drafts of these resources, each at the same index; null for all where there are too few of them to gain anything.</summary>
    /// <exception cref="InvalidOperationException">One of them cannot be compared; of several the first.</exception>
    public async Task<IReadOnlyList<PlannedAction?>> AssumeUnchangedAsync(IReadOnlyList<DeclaredResource> resources)
    {
        var drafts = new PlannedAction?[resources.Count];
        if (resources.Count < Worthwhile)
            return drafts;
        var shares = Enumerable.Range(0, (resources.Count + Share - 1) / Share).Select(share => Task.Run(() =>
        {
            var end = Math.Min(resources.Count, (share + 1) * Share);
            for (var i = share * Share; i < end; i++)
                drafts[i] = Of(resources[i], Assumed);
        })).ToList();

        // Of several failures the first in the order of the resources is thrown, once no thread is at work any more.
        await Task.WhenAll(shares).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var share in shares)
            await share;
        return drafts;
    }

    /// <summary>The draft of a resource: with its fields and its object, if that is there, and with all in which they differ; otherwise unchanged.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="find">The value of a reference, or null while it is unknown.</param>
    public PlannedAction Of(DeclaredResource resource, Func<Value.Reference, Value?> find)
    {
        var declared = resource.Desired;
        var kind = provider.Kind(declared.Address.Kind);
        var isManaged = declared.Existing is null;
        var (state, current) = isManaged ? ObjectOf(declared) : default;
        var fields = isManaged ? kind.Canonicalize(AttributeResolver.Resolve(declared.Fields, find)) : Value.Map.Empty;
        return new PlannedAction
        {
            Address = declared.Address,
            Kind = isManaged ? ActionKind.NoOp : ActionKind.Read,
            Name = declared.Fields.TextOf(kind.Description.NameField),
            IgnoreChanges = declared.Lifecycle.IgnoreChanges,
            DependsOn = resource.Dependencies,
            PreventDestroy = declared.Lifecycle.PreventDestroy,
            Fields = fields,
            Prior = state,
            Live = current,
            Differences = isManaged ? Differences(declared, kind, fields, current is null ? null : state?.Fields, current) : [],
        };
    }

    /// <summary>The value of a reference to an object that is there, or null for one that is not.</summary>
    private Value? Assumed(Value.Reference reference)
    {
        if (!desired.TryGetValue(reference.Address, out var declared))
            return null;
        var current = declared.Existing is null ? ObjectOf(declared).Current : live.Existing(reference.Address);
        return current?.Attributes[reference.Attribute];
    }

    /// <summary>The entry of the lockfile and the object; of a resource that takes an object over, that object and no entry.</summary>
    private (ResourceState? State, LiveObject? Current) ObjectOf(DesiredResource declared)
    {
        var state = prior.GetValueOrDefault(declared.Address);
        var current = state is null ? null : live.Find(declared.Address.Kind, state.Id);
        return declared.Adopt is { } id && current is null && state?.Id != id ? (null, live.Find(declared.Address.Kind, id)) : (state, current);
    }

    private ImmutableArray<FieldDifference> Differences(
        DesiredResource declared, BoundKind kind, Value.Map fields, Value.Map? lastApplied, LiveObject? current)
    {
        var found = new ThreeWayDiff(kind, secrets).Compare(declared.Address, fields, lastApplied, current?.Fields, declared.Lifecycle.IgnoreChanges);
        return found.IsEmpty ? found : [.. found.Select(d => d with { Span = declared.SpanOf(d.Path) })];
    }
}
