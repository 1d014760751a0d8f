using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>What a name in a block means: a resource of its component, else one of the component around it, and so on up to the manifest.</summary>
/// <param name="components">All instances of components.</param>
/// <param name="key">The key of the block.</param>
internal sealed class ReferenceScope(IReadOnlyDictionary<string, ComponentScope> components, string key)
{
    private readonly string path = ResourceKey.ScopeOf(key);

    // A resource with forEach goes with those of the same key.
    private readonly string? instance = ResourceKey.InstanceOf(key);

    /// <summary>Whether names mean the same in another block.</summary>
    public bool IsOf(string other) => ResourceKey.ScopeOf(other) == path && ResourceKey.InstanceOf(other) == instance;

    /// <summary>The component that the block is in; null for the manifest itself.</summary>
    public ComponentScope? Component => components.GetValueOrDefault(path);

    /// <summary>The component, those around it, and the manifest itself as the empty text.</summary>
    public IEnumerable<string> Outwards
    {
        get
        {
            for (var at = path; at.Length > 0; at = ResourceKey.ScopeOf(at))
                yield return at;
            yield return string.Empty;
        }
    }

    /// <summary>The same for another block.</summary>
    public ReferenceScope Of(string other) => new(components, other);

    /// <summary>The keys that a name may mean, the nearest first.</summary>
    public IEnumerable<string> KeysOf(string kind, string section, string name)
    {
        foreach (var outer in Outwards)
        {
            if (name.StartsWith("component.", StringComparison.Ordinal))
            {
                if (InComponent(kind, section, outer, name) is { } inside)
                    yield return inside;
                continue;
            }

            yield return ResourceKey.Within(outer, name);
            if (instance is not null && ResourceKey.InstanceOf(name) is null)
                yield return ResourceKey.Within(outer, ResourceKey.Instance(name, instance));
        }
    }

    /// <summary>How the block can name a resource: by its name, or by its address where it is in another component; null where it cannot.</summary>
    public string? NameOf(ResourceAddress address)
    {
        var scope = ResourceKey.ScopeOf(address.Key);
        return Outwards.Contains(scope) ? ResourceKey.NameOf(address.Key) : path.Length == 0 ? address.ToString() : null;
    }

    /// <summary>A resource in a component by its address, or by the component's output of that name.</summary>
    private string? InComponent(string kind, string section, string outer, string name)
    {
        var parts = ResourceKey.SplitAtDots(name);
        if (parts.Count % 2 == 0)
            return ResourceAddress.TryParse(name, out var address) && (address.Kind == kind || address.Kind == section) ? ResourceKey.Within(outer, address.Key) : null;
        return ResourceAddress.TryParse(name[..^(parts[^1].Length + 1)], out var component) && component.Kind == ResourceAddress.ComponentKind
            && components.GetValueOrDefault(ResourceKey.Within(outer, component.Key))?.Resources is { } outputs
            && outputs.TryGetValue(parts[^1], out var resource) && resource.Section == section
            ? resource.Key
            : null;
    }
}
