using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>Turns a checked manifest into declarations.</summary>
internal static class DeclarationBuilder
{
    public static ImmutableArray<ResourceDeclaration> Resources(Node.Mapping manifest, ManifestVocabulary vocabulary) =>
    [
        .. vocabulary.Sections.Keys
            .Order(StringComparer.Ordinal)
            .SelectMany(section => ((manifest[section] as Node.Mapping)?.Entries ?? [])
                .OrderBy(e => e.Key, StringComparer.Ordinal)
                .Select(e => new ResourceDeclaration(section, e.Key, e.KeySpan, BodyOf(e)))),
    ];

    public static ImmutableArray<OutputDeclaration> Outputs(Node.Mapping manifest, ManifestVocabulary vocabulary, DiagnosticBag found)
    {
        var outputs = ImmutableArray.CreateBuilder<OutputDeclaration>();
        foreach (var entry in ((manifest["outputs"] as Node.Mapping)?.Entries ?? []).OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            var value = entry.Value is Node.Mapping body ? body["value"] : entry.Value;
            var description = ((entry.Value as Node.Mapping)?["description"] as Node.Scalar)?.Raw;
            if (value is Node.Scalar scalar && Output(entry.Key, scalar, description, manifest, vocabulary, found) is { } output)
                outputs.Add(output);
        }

        return outputs.ToImmutable();
    }

    public static ImmutableArray<MovedDeclaration> Moved(Node.Mapping manifest, DiagnosticBag found)
    {
        var moved = ImmutableArray.CreateBuilder<MovedDeclaration>();
        foreach (var block in (manifest["moved"] as Node.Sequence)?.Items.OfType<Node.Mapping>() ?? [])
        {
            if (Address(block["from"], found) is { } from && Address(block["to"], found) is { } to)
                moved.Add(new(from, to, block.Span));
        }

        return moved.ToImmutable();
    }

    private static Node.Mapping BodyOf(MappingEntry entry) =>
        entry.Value as Node.Mapping ?? new Node.Mapping([], entry.KeySpan);

    private static OutputDeclaration? Output(
        string name, Node.Scalar scalar, string? description, Node.Mapping manifest, ManifestVocabulary vocabulary, DiagnosticBag found)
    {
        var text = scalar.Value.ToString();
        var parts = text.Split('.');
        if (parts.Length != 3 || parts.Any(p => p.Length == 0))
        {
            found.Add(VariableDiagnostics.OutputForm(scalar.Span, text));
            return null;
        }

        if (!vocabulary.Sections.ContainsKey(parts[0]))
        {
            found.Add(VariableDiagnostics.OutputUnknown(scalar.Span, "section", parts[0], vocabulary.Sections.Keys));
            return null;
        }

        var keys = ((manifest[parts[0]] as Node.Mapping)?.Entries ?? []).Select(e => e.Key).ToList();
        if (!keys.Contains(parts[1]))
        {
            found.Add(VariableDiagnostics.OutputUnknown(scalar.Span, $"resource in '{parts[0]}'", parts[1], keys));
            return null;
        }

        return new(name, parts[0], parts[1], parts[2], description, scalar.Span);
    }

    private static ResourceAddress? Address(Node? node, DiagnosticBag found)
    {
        if (node is not Node.Scalar scalar)
            return null;
        if (ResourceAddress.TryParse(scalar.Raw, out var address))
            return address;
        found.Add(VariableDiagnostics.MovedForm(scalar.Span, scalar.Raw));
        return null;
    }
}
