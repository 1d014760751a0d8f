using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using FieldEntry = FlowPlan.Core.Manifests.Syntax.MappingEntry;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>
/// The fields of a mapping: those of its files, which several mappings can share, and its own, which win. A file is a YAML map like <c>fields</c>,
/// or CSV with the columns <c>target</c>, <c>source</c>, <c>expression</c>, <c>identity</c>, <c>static</c>, <c>name</c> and <c>description</c>.
/// </summary>
internal static class MappingFieldFiles
{
    public const string Key = "fieldsFrom";

    /// <summary>The fields by target, in the order in which they are declared first.</summary>
    public static IReadOnlyList<FieldEntry> Of(BlockReader block)
    {
        var fields = new Dictionary<string, FieldEntry>(StringComparer.Ordinal);
        var order = new List<string>();
        var files = block.Body[Key] switch
        {
            Node.Sequence list => list.Items.OfType<Node.Scalar>(),
            Node.Scalar one => [one],
            _ => [],
        };
        var read = files.Select(file => Read(block, file)).ToList();
        foreach (var entry in read.SelectMany(f => f ?? []).Concat((block.Body["fields"] as Node.Mapping)?.Entries ?? []))
        {
            if (!fields.ContainsKey(entry.Key))
                order.Add(entry.Key);
            fields[entry.Key] = entry;
        }

        if (order.Count == 0 && block.Body[Key] is not null && !read.Contains(null))
            block.Diagnostics.Add(Fault(block.SpanOf(Key), $"'{Key}' gives no fields", "add a field to the file"));
        return [.. order.Select(target => fields[target])];
    }

    /// <summary>The fields of a file; null where something in it is wrong and none of it is left, which is reported.</summary>
    private static IReadOnlyList<FieldEntry>? Read(BlockReader block, Node.Scalar file)
    {
        Diagnostic Missing(SourceSpan span) => Fault(span, $"there is no file '{file.Value}'", "a path begins at the folder of the manifest");
        if (!file.Value.ToString().EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            var written = DefinitionFile.Read(block, file, Missing)?.Entries;
            var valid = written?.Where(e => IsField(block, e)).ToList();
            return valid is { Count: 0 } && written!.Value.Length > 0 ? null : valid;
        }

        var (source, folder) = (block.Declarations.Source, block.Declarations.Directory);
        if (!source.IsFile(Path.Combine(folder, file.Value.ToString())))
        {
            block.Diagnostics.Add(Missing(file.Span));
            return null;
        }

        return ManifestFragment.ReadText(source, folder, file, block.Diagnostics) is { } text
            ? new MappingFieldRows(block.Diagnostics).Read(file, [.. CsvRows.Of(text)])
            : null;
    }

    /// <summary>The manifest's schema checks the fields of the block only.</summary>
    private static bool IsField(BlockReader block, FieldEntry entry)
    {
        var isField = entry.Value switch
        {
            Node.Scalar { Value: Value.Text { Content.Length: > 0 } } => true,
            Node.Mapping map => map.Entries.Count(e => e.Key is "source" or "expression" or "static") == 1
                && map.Entries.All(e => e.Key == "identity" ? e.Value is Node.Scalar { Value: Value.Bool } : MappingFields.Order.Contains(e.Key) && e.Value is Node.Scalar { Value: Value.Text }),
            _ => false,
        };
        if (!isField)
            block.Diagnostics.Add(Fault(entry.Value.Span, $"'{entry.Key}' is not the field of a mapping", "write a source attribute, or a map with 'source', 'expression' or 'static', and 'identity', 'name', 'description'"));
        return isField;
    }

    /// <summary>What is wrong with a file.</summary>
    public static Diagnostic Fault(SourceSpan span, string text, string help) => Diagnostic.Of(MappingDescriptors.InvalidFieldFile, text, span, help);
}
