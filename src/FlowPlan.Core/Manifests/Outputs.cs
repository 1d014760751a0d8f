using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests;

/// <summary>Reads the outputs: each the attribute of a resource that the manifest declares.</summary>
internal sealed class Outputs(Node.Mapping manifest, ManifestVocabulary vocabulary, DiagnosticBag found)
{
    public const string Section = "outputs";

    /// <summary>The outputs by name; what is malformed or leads nowhere is reported.</summary>
    public ImmutableArray<OutputDeclaration> Read() =>
    [
        .. (BlockReader.Map(manifest.Entry(Section), found)?.Entries ?? [])
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(Read)
            .OfType<OutputDeclaration>(),
    ];

    private OutputDeclaration? Read(MappingEntry entry)
    {
        if (!KeyRules.IsResource(entry.Key))
            found.Add(SchemaDiagnostics.BadKey(entry.KeySpan, entry.Key, KeyRules.Resource));
        if (entry.Value is not Node.Mapping block)
            return Read(entry.Key, entry, null);
        BlockReader.RejectUnknownKeys(block, found, "value", "description");
        var description = BlockReader.Text(block.Entry("description"), found);
        return BlockReader.Required(block, "value", entry.KeySpan, entry.Key, found) is { } value ? Read(entry.Key, value, description) : null;
    }

    private OutputDeclaration? Read(string name, MappingEntry value, string? description)
    {
        // An expression that could not be evaluated has been reported.
        if (BlockReader.Text(value, found) is not { } text || value.Value is Node.Scalar { IsTemplate: true })
            return null;
        var span = value.Value.Span;
        if (text.Split('.') is not [{ Length: > 0 } named, { Length: > 0 } key, { Length: > 0 } attribute])
            found.Add(OutputDiagnostics.OutputForm(span, text));
        else if (vocabulary.SectionOf(named) is not { } section)
            found.Add(OutputDiagnostics.OutputSection(span, named, [.. vocabulary.Sections.Keys, .. vocabulary.Sections.Values]));
        else if (manifest[section] is not Node.Mapping resources || resources[key] is null)
            found.Add(OutputDiagnostics.OutputResource(span, section, key, (manifest[section] as Node.Mapping)?.Entries.Select(e => e.Key) ?? []));
        else
            return new(name, section, key, attribute, description, span);
        return null;
    }
}
