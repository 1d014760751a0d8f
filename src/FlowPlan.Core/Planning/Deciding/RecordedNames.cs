using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Finds recorded resources by the component that they are in, and by the name that <c>forEach</c> repeats.</summary>
internal sealed class RecordedNames
{
    private readonly ILookup<string, ResourceAddress> byComponent;
    private readonly ILookup<(string Kind, string Key), ResourceAddress> byName;

    public RecordedNames(IEnumerable<ResourceAddress> recorded)
    {
        var all = recorded.ToList();
        byComponent = all.SelectMany(a => ResourceKey.ComponentsOf(a.Key).Select(component => (component, a))).ToLookup(p => p.component, p => p.a, StringComparer.Ordinal);
        byName = all.Where(a => ResourceKey.InstanceOf(a.Key) is not null).ToLookup(a => (a.Kind, ResourceKey.WithoutInstance(a.Key)));
    }

    /// <summary>Everything in a component, or in all instances of it.</summary>
    public IEnumerable<ResourceAddress> InComponent(string component) => byComponent[component];

    /// <summary>The resources that <c>forEach</c> made of a block.</summary>
    public IEnumerable<ResourceAddress> InstancesOf(ResourceAddress block) => byName[(block.Kind, block.Key)];
}
