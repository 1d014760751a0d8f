using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Rendering;

/// <summary>The sections of a manifest, or of an instance of a component, while they are collected.</summary>
internal sealed class RenderedScope
{
    private readonly SortedDictionary<string, List<YamlEntry>> sections = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, RenderedScope> instances = new(StringComparer.Ordinal);

    /// <summary>The scope of an instance, such as <c>emea</c> or <c>emea/inner</c>; itself for the empty text.</summary>
    public RenderedScope Within(string path)
    {
        if (path.Length == 0)
            return this;
        var outer = Within(ResourceKey.ScopeOf(path));
        var name = ResourceKey.NameOf(path);
        if (!outer.instances.TryGetValue(name, out var inner))
            outer.instances.Add(name, inner = new());
        return inner;
    }

    /// <summary>Adds a resource.</summary>
    public void Add(string section, YamlEntry resource)
    {
        if (!sections.TryGetValue(section, out var entries))
            sections.Add(section, entries = []);
        entries.Add(resource);
    }

    /// <summary>The sections, those of instances last.</summary>
    public IEnumerable<YamlEntry> ToEntries()
    {
        foreach (var (section, entries) in sections)
            yield return new(section, new Yaml.Map(entries) { Multiline = true });
        if (instances.Count > 0)
            yield return new("instances", new Yaml.Map([.. instances.Select(i => new YamlEntry(i.Key, new Yaml.Map([.. i.Value.ToEntries()]) { Multiline = true }))]) { Multiline = true });
    }
}
