using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>Reads the renamed addresses.</summary>
internal static class MovedBlocks
{
    public const string Section = "moved";

    /// <summary>The renamed addresses in the order of the file; what is malformed is reported.</summary>
    public static ImmutableArray<MovedDeclaration> Read(Node.Mapping manifest, ManifestVocabulary vocabulary, DiagnosticBag found)
    {
        var moved = ImmutableArray.CreateBuilder<MovedDeclaration>();
        foreach (var item in BlockReader.List(manifest.Entry(Section), found)?.Items ?? [])
        {
            if (BlockReader.Map(new(Section, item.Span, item), found) is not { } block)
                continue;
            BlockReader.RejectUnknownKeys(block, found, "from", "to");
            var (from, to) = (Address(block, "from", vocabulary, found), Address(block, "to", vocabulary, found));
            if (from is null || to is null)
                continue;
            if (from.Value.Kind == ResourceAddress.ComponentKind != (to.Value.Kind == ResourceAddress.ComponentKind))
                found.Add(OutputDiagnostics.MovedMixed(block.Span));
            else
                moved.Add(new(from.Value, to.Value, block.Span) { Inline = [.. vocabulary.InlineKinds.GetValueOrDefault(from.Value.Kind) ?? []] });
        }

        return moved.ToImmutable();
    }

    private static ResourceAddress? Address(Node.Mapping block, string key, ManifestVocabulary vocabulary, DiagnosticBag found)
    {
        if (BlockReader.Required(block, key, block.Span, Section, found) is not { } entry)
            return null;
        if (BlockReader.Text(entry, found) is not { } text || entry.Value is Node.Scalar { IsTemplate: true })
            return null;
        if (!ResourceAddress.TryParse(text, out var address))
            found.Add(OutputDiagnostics.MovedForm(entry.Value.Span, text));
        else if (address.Kind == ResourceAddress.ComponentKind)
            return address;
        else if (vocabulary.SectionOf(address.Kind) is not { } section)
            found.Add(OutputDiagnostics.MovedKind(entry.Value.Span, address.Kind, vocabulary.Sections.Values));
        else
            return address with { Kind = vocabulary.Sections[section] };
        return null;
    }
}
