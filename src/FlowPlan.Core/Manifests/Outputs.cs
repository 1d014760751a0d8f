using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Expansion;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>Reads the outputs of the manifest: each the attribute of a resource that it or a component declares, or a text.</summary>
internal sealed class Outputs(IReadOnlyCollection<ManifestScope> scopes, ManifestVocabulary vocabulary, DiagnosticBag found)
{
    public const string Section = "outputs";

    private readonly IReadOnlyDictionary<string, HashSet<string>> declared = ResourceBlocks.Keys(scopes, vocabulary);
    private readonly Dictionary<string, ComponentOutputs> ofComponents = new(StringComparer.Ordinal);

    /// <summary>The outputs by name; what is malformed or leads nowhere is reported.</summary>
    public ImmutableArray<OutputDeclaration> Read()
    {
        // An instance comes after the one that contains it, and an output can name an output of an instance within.
        foreach (var scope in scopes.Reverse().Where(s => !s.IsRoot))
            ofComponents[scope.Path] = new ComponentOutputs(EntriesOf(scope).Select(e => (e.Key, Target: ReadEntry(e, scope.Path))).ToDictionary(e => e.Key, e => e.Target, StringComparer.Ordinal));
        return
        [
            .. scopes.Where(s => s.IsRoot)
                .SelectMany(s => EntriesOf(s))
                .OrderBy(e => e.Key, StringComparer.Ordinal)
                .Select(ReadDeclaration)
                .OfType<OutputDeclaration>(),
        ];
    }

    /// <summary>The outputs of a component that name a resource, once all are read.</summary>
    public IReadOnlyDictionary<string, (string Section, string Key)> ResourcesOf(string scope) =>
        ofComponents.GetValueOrDefault(scope)?.Targets
            .Where(t => t.Value is { Attribute: null, Text: null })
            .ToDictionary(t => t.Key, t => (t.Value!.Section, t.Value.Key), StringComparer.Ordinal) ?? [];

    private ImmutableArray<MappingEntry> EntriesOf(ManifestScope scope) => BlockReader.Map(scope.Body.Entry(Section), found)?.Entries ?? [];

    private OutputDeclaration? ReadDeclaration(MappingEntry entry)
    {
        if (ReadEntry(entry, string.Empty) is not { } target)
            return null;
        if (target is { Text: null, Attribute: null })
        {
            found.Add(OutputDiagnostics.OutputForm(target.Span, target.Span.HasPosition ? $"{target.Section}.{target.Key}" : entry.Key));
            return null;
        }

        return new(entry.Key, target.Section, target.Key, target.Attribute ?? string.Empty, DescriptionOf(entry), target.Span) { Text = target.Text };
    }

    private string? DescriptionOf(MappingEntry entry) => entry.Value is Node.Mapping block ? BlockReader.Text(block.Entry("description"), found) : null;

    private OutputTarget? ReadEntry(MappingEntry entry, string scope)
    {
        if (!KeyRules.IsName(entry.Key))
            found.Add(SchemaDiagnostics.BadKey(entry.KeySpan, entry.Key, KeyRules.Resource));
        if (entry.Value is not Node.Mapping block)
            return Read(entry, scope);
        BlockReader.RejectUnknownKeys(block, found, "value", "text", "description");
        if (block.Entry("text") is { } text)
            return OutputText.Read(text, block.Entry("value"), found);
        return BlockReader.Required(block, "value", entry.KeySpan, entry.Key, found) is { } value ? Read(value, scope) : null;
    }

    private OutputTarget? Read(MappingEntry value, string scope)
    {
        // An expression that could not be evaluated has been reported.
        if (BlockReader.Text(value, found) is not { } text || value.Value is Node.Scalar { IsTemplate: true })
            return null;
        var (span, parts) = (value.Value.Span, ResourceKey.SplitAtDots(text));
        if (parts.Count < 2 || parts.Any(p => p.Length == 0))
            found.Add(OutputDiagnostics.OutputForm(span, text));
        else if (parts[0] == ResourceAddress.ComponentKind)
            return ReadOfComponent(text, parts, scope, span);
        else if (parts.Count is 2 or 3)
            return Resource(parts[0], ResourceKey.Within(scope, parts[1]), parts.ElementAtOrDefault(2), span);
        else
            found.Add(OutputDiagnostics.OutputForm(span, text));
        return null;
    }

    private OutputTarget? ReadOfComponent(string text, IReadOnlyList<string> parts, string scope, SourceSpan span)
    {
        // component.name.output, component.name.kind.key, component.name.kind.key.attribute
        var last = parts.Count % 2 == 1 ? parts[^1] : null;
        if (!ResourceAddress.TryParse(last is null ? text : text[..^(last.Length + 1)], out var address))
        {
            found.Add(OutputDiagnostics.OutputForm(span, text));
            return null;
        }

        var key = ResourceKey.Within(scope, address.Key);
        if (address.Kind != ResourceAddress.ComponentKind)
            return Resource(address.Kind, key, last, span);
        if (last is not null && ofComponents.GetValueOrDefault(key)?.Targets is { } targets && targets.TryGetValue(last, out var target))
            return target is null ? null : target with { Span = span };
        found.Add(OutputDiagnostics.OutputComponent(span, text, ofComponents.GetValueOrDefault(key)?.Targets.Keys.Select(name => $"{address}.{name}") ?? ofComponents.Keys.Select(k => $"component.{k}")));
        return null;
    }

    private OutputTarget? Resource(string named, string key, string? attribute, SourceSpan span)
    {
        if (vocabulary.SectionOf(named) is not { } section)
            found.Add(OutputDiagnostics.OutputSection(span, named, [.. vocabulary.Sections.Keys, .. vocabulary.Sections.Values]));
        else if (!declared[section].Contains(key))
            found.Add(OutputDiagnostics.OutputResource(span, section, key, declared[section]));
        else
            return new(section, key, attribute, null, span);
        return null;
    }

    private sealed record ComponentOutputs(IReadOnlyDictionary<string, OutputTarget?> Targets);
}
