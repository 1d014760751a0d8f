using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>
/// Writes a manifest out: <c>defaults</c> go into each resource of their section, <c>forEach</c> makes one resource per item, <c>when</c> leaves
/// resources out, each instance of a component becomes a scope of its own, and every expression gets its value.
/// </summary>
internal sealed class Expander(ManifestVocabulary vocabulary, DiagnosticBag found)
{
    /// <summary>How many resources and instances a manifest may make.</summary>
    public const int Most = 200_000;

    /// <summary>How many instances may be in each other.</summary>
    public const int Deepest = 100;

    private static readonly string[] OfComponents = ["apiVersion", "description", ReuseSections.Inputs, ReuseSections.Defaults, ReuseSections.Components, ReuseSections.Instances, "outputs"];

    private static readonly string[] NotTemplated = ["apiVersion", "project", Variable.Section, EnvironmentChooser.Section];

    private readonly Instances instances = new(found);
    private readonly ComponentInputs inputs = new(found);
    private readonly List<ManifestScope> scopes = [];
    private readonly Dictionary<Node.Mapping, IReadOnlyDictionary<string, Variable>> declared = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SourceSpan> places = new(StringComparer.Ordinal);
    private int made;

    /// <summary>The manifest itself and each instance of a component in it.</summary>
    public ImmutableArray<ManifestScope> Expand(Node.Mapping manifest, ComponentLibrary library, TemplateRenderer expressions)
    {
        Add(new(string.Empty, library, expressions, []), manifest);
        return [.. scopes];
    }

    private void Add(Place place, Node.Mapping body)
    {
        var expressions = place.Expressions;
        var defaults = BlockReader.Map(body.Entry(ReuseSections.Defaults), found);
        CheckSections(defaults);
        var rest = body with { Entries = body.Entries.RemoveAll(e => e.Key is ReuseSections.Defaults or ReuseSections.Components or ReuseSections.Instances or ReuseSections.Inputs || vocabulary.Sections.ContainsKey(e.Key)) };
        var rendered = rest with { Entries = [.. rest.Entries.Select(e => NotTemplated.Contains(e.Key) ? e : e with { Value = expressions.Render(e.Value, found) })] };
        var sections = body.Entries
            .Where(e => vocabulary.Sections.ContainsKey(e.Key))
            .Select(e => e.Value is Node.Mapping section ? e with { Value = section with { Entries = Resources(section, defaults?[e.Key] as Node.Mapping, expressions) } } : e);
        scopes.Add(new(place.Path, rendered with { Entries = [.. rendered.Entries, .. sections] }, place.Library.Folder, expressions));
        foreach (var entry in BlockReader.Map(body.Entry(ReuseSections.Instances), found)?.Entries ?? [])
            AddInstances(place, entry);
    }

    private void CheckSections(Node.Mapping? defaults)
    {
        foreach (var entry in defaults?.Entries ?? [])
        {
            if (!vocabulary.Sections.ContainsKey(entry.Key))
                found.Add(SchemaDiagnostics.UnknownKey(entry.KeySpan, entry.Key, vocabulary.Sections.Keys));
            else
                BlockReader.Map(entry, found);
        }
    }

    private ImmutableArray<MappingEntry> Resources(Node.Mapping section, Node.Mapping? defaults, TemplateRenderer expressions)
    {
        var entries = ImmutableArray.CreateBuilder<MappingEntry>(section.Entries.Length);
        foreach (var entry in section.Entries)
        {
            if (entry.Value is not Node.Mapping given)
            {
                entries.Add(entry);
                continue;
            }

            var block = Instances.Without(defaults is null ? given : ResourceDefaults.Under(given, defaults));
            foreach (var (name, own) in InstancesOf(entry, given, expressions))
                entries.Add(entry with { Key = name, Value = own.Render(block, found) });
        }

        return entries.ToImmutable();
    }

    private void AddInstances(Place place, MappingEntry entry)
    {
        if (!KeyRules.IsResource(entry.Key))
            found.Add(SchemaDiagnostics.BadKey(entry.KeySpan, entry.Key, KeyRules.Resource));
        if (BlockReader.Map(entry, found) is not { } block)
            return;
        if (block.Entry("component") is null)
        {
            AddWritten(place, entry, Instances.Without(block));
            return;
        }

        BlockReader.RejectUnknownKeys(block, found, "component", ReuseSections.Inputs, Instances.ForEach, Instances.When);
        if (BlockReader.Text(block.Entry("component"), found) is null || place.Library.Find((Node.Scalar)block["component"]!, found) is not { } component)
            return;
        if (place.Within.Contains(component.Body))
        {
            found.Add(ExpansionDiagnostics.Recursive(block["component"]!.Span, block["component"]!.ToValue().ToString()));
            return;
        }

        var ofComponent = DeclaredBy(component.Body);
        foreach (var (name, own) in InstancesAt(place, entry, block))
        {
            var given = block.Entry(ReuseSections.Inputs) is { } with ? BlockReader.Map(with with { Value = own.Render(with.Value, found) }, found) : null;
            var values = inputs.Read(ofComponent, given, entry.KeySpan, own);
            Add(new(ResourceKey.Within(place.Path, name), component.Library, own.WithInputs(values), place.Within.Add(component.Body)), component.Body);
        }
    }

    /// <summary>Adds an instance whose sections are written in its own block.</summary>
    private void AddWritten(Place place, MappingEntry entry, Node.Mapping block)
    {
        BlockReader.RejectUnknownKeys(block, found, ["component", .. OfComponents.Except([ReuseSections.Inputs, ReuseSections.Components]), .. vocabulary.Sections.Keys]);
        foreach (var (name, own) in InstancesAt(place, entry, (Node.Mapping)entry.Value))
            Add(place with { Path = ResourceKey.Within(place.Path, name), Expressions = own, Within = place.Within.Add(block) }, block);
    }

    private IReadOnlyDictionary<string, Variable> DeclaredBy(Node.Mapping component)
    {
        if (declared.TryGetValue(component, out var known))
            return known;
        BlockReader.RejectUnknownKeys(component, found, [.. OfComponents, .. vocabulary.Sections.Keys]);
        return declared[component] = inputs.Declared(component);
    }

    /// <summary>The instances that a block makes; one whose address another has is reported and left out.</summary>
    private IEnumerable<Instance> InstancesAt(Place place, MappingEntry entry, Node.Mapping block)
    {
        if (place.Within.Length == Deepest)
        {
            found.Add(ExpansionDiagnostics.TooDeep(entry.KeySpan, Deepest));
            yield break;
        }

        foreach (var instance in InstancesOf(entry, block, place.Expressions))
        {
            var path = ResourceKey.Within(place.Path, instance.Name);
            if (places.TryAdd(path, entry.KeySpan))
                yield return instance;
            else
                found.Add(YamlDiagnostics.DuplicateKey(instance.Name, entry.KeySpan, places[path]));
        }
    }

    private IEnumerable<Instance> InstancesOf(MappingEntry entry, Node.Mapping block, TemplateRenderer expressions)
    {
        foreach (var instance in instances.Of(entry.Key, block, expressions))
        {
            if (++made > Most)
            {
                if (made == Most + 1)
                    found.Add(ExpansionDiagnostics.TooMany(entry.KeySpan, Most));
                yield break;
            }

            yield return instance;
        }
    }

    /// <summary>Where an instance stands.</summary>
    /// <param name="Path">Its address; empty for the manifest itself.</param>
    /// <param name="Library">The components that it can use.</param>
    /// <param name="Expressions">Evaluates its expressions.</param>
    /// <param name="Within">What the instances that it is in consist of, from the outermost on.</param>
    private sealed record Place(string Path, ComponentLibrary Library, TemplateRenderer Expressions, ImmutableArray<Node.Mapping> Within);
}
