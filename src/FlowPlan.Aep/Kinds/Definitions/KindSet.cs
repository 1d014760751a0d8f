using System.Collections.Immutable;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>The registered kinds by name and section, and in the order of their references.</summary>
internal sealed class KindSet
{
    private readonly Dictionary<string, KindDefinition> byName;
    private readonly Dictionary<string, KindDefinition> bySection;
    private readonly ILookup<string, KindDescription> parts;

    public KindSet(IReadOnlyList<KindDefinition> kinds)
    {
        byName = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);
        bySection = kinds.ToDictionary(k => k.Description.Section, StringComparer.Ordinal);
        All = [.. Order(kinds)];
        parts = All.Select(k => k.Description).Where(k => k.PartOf is not null).ToLookup(k => k.PartOf!.Kind, StringComparer.Ordinal);
    }

    /// <summary>All kinds, each after those that it refers to; otherwise in the order of registration.</summary>
    public ImmutableArray<KindDefinition> All { get; }

    /// <summary>The kind of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such kind.</exception>
    public KindDefinition this[string name] =>
        byName.TryGetValue(name, out var kind) ? kind : throw new KeyNotFoundException($"There is no kind '{name}'.");

    /// <summary>The kind of a manifest section.</summary>
    public KindDefinition OfSection(string section) => bySection[section];

    /// <summary>The kind whose name or section a text is; null when there is none.</summary>
    public KindDefinition? Find(string nameOrSection) => byName.GetValueOrDefault(nameOrSection) ?? bySection.GetValueOrDefault(nameOrSection);

    /// <summary>The kinds whose resources can be declared by a key of the block of a kind.</summary>
    public IEnumerable<KindDescription> PartsOf(string kind) => parts[kind];

    private List<KindDefinition> Order(IReadOnlyList<KindDefinition> kinds)
    {
        var ordered = new List<KindDefinition>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var kind in kinds)
            Visit(kind, ordered, visited);
        return ordered;
    }

    private void Visit(KindDefinition kind, List<KindDefinition> ordered, HashSet<string> visited)
    {
        if (!visited.Add(kind.Name))
            return;
        foreach (var reference in kind.Description.References)
        {
            if (byName.TryGetValue(reference.Kind, out var other))
                Visit(other, ordered, visited);
        }

        ordered.Add(kind);
    }
}
