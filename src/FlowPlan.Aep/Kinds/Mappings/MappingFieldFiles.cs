using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using FieldEntry = FlowPlan.Core.Manifests.Syntax.MappingEntry;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>
/// The fields of a mapping: those of its files, which several mappings can share, and its own, which win. A file is a YAML map like <c>fields</c>,
/// or CSV with the columns <c>target</c>, <c>source</c>, <c>expression</c> and <c>identity</c>.
/// </summary>
internal static class MappingFieldFiles
{
    public const string Key = "fieldsFrom";

    private static readonly string[] Columns = ["target", "source", "expression", "identity"];

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
        foreach (var entry in files.SelectMany(file => Read(block, file)).Concat((block.Body["fields"] as Node.Mapping)?.Entries ?? []))
        {
            if (!fields.ContainsKey(entry.Key))
                order.Add(entry.Key);
            fields[entry.Key] = entry;
        }

        return [.. order.Select(target => fields[target])];
    }

    private static IEnumerable<FieldEntry> Read(BlockReader block, Node.Scalar file)
    {
        Diagnostic Missing(SourceSpan span) => Fault(span, $"there is no file '{file.Value}'", "a path begins at the folder of the manifest");
        if (!file.Value.ToString().EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return DefinitionFile.Read(block, file, Missing)?.Entries.Where(e => IsField(block, e)) ?? [];
        var (source, folder) = (block.Declarations.Source, block.Declarations.Directory);
        if (!source.IsFile(Path.Combine(folder, file.Value.ToString())))
        {
            block.Diagnostics.Add(Missing(file.Span));
            return [];
        }

        return ManifestFragment.ReadText(source, folder, file, block.Diagnostics) is { } text ? ReadRows(block, file, [.. CsvRows.Of(text)]) : [];
    }

    private static IEnumerable<FieldEntry> ReadRows(BlockReader block, Node.Scalar file, IReadOnlyList<IReadOnlyList<CsvCell>> rows)
    {
        var heads = rows.Count == 0 ? [] : rows[0].Select(c => c.Text.ToLowerInvariant()).ToList();
        if (!heads.Contains("target") || heads.Find(h => !Columns.Contains(h)) is { Length: > 0 } || heads.Distinct().Count() < heads.Count)
        {
            block.Diagnostics.Add(Fault(rows.Count == 0 ? file.Span : rows[0][0].Span, $"the first row of '{file.Value}' does not name the columns", "write 'target,source,expression,identity' as the first row"));
            yield break;
        }

        foreach (var row in rows.Skip(1))
        {
            CsvCell? Cell(string column) => heads.IndexOf(column) is >= 0 and var i && i < row.Count && row[i].Text.Length > 0 ? row[i] : null;
            if (Cell("target") is not { } target || (Cell("source") is null) == (Cell("expression") is null))
                block.Diagnostics.Add(Fault(row[0].Span, "a row has a target, and either a source or an expression", "fill in the missing cell, or empty one of the two"));
            else if (Cell("identity") is { } identity && !bool.TryParse(identity.Text, out _))
                block.Diagnostics.Add(Fault(identity.Span, $"'{identity.Text}' is not true or false", "write true, false or nothing"));
            else
                yield return FieldOf(target, Cell("source"), Cell("expression"), Cell("identity"));
        }
    }

    private static FieldEntry FieldOf(CsvCell target, CsvCell? source, CsvCell? expression, CsvCell? identity)
    {
        var parts = new List<FieldEntry>();
        void Add(string key, CsvCell? cell, Func<string, Value> value)
        {
            if (cell is not null)
                parts.Add(new(key, cell.Span, new Node.Scalar(value(cell.Text), cell.Span) { Raw = cell.Text }));
        }

        Add("source", source, Value.Of);
        Add("expression", expression, Value.Of);
        Add("identity", identity, text => Value.Of(bool.Parse(text)));
        return new(target.Text, target.Span, new Node.Mapping([.. parts], target.Span));
    }

    /// <summary>The manifest's schema checks the fields of the block only.</summary>
    private static bool IsField(BlockReader block, FieldEntry entry)
    {
        var isField = entry.Value switch
        {
            Node.Scalar { Value: Value.Text { Content.Length: > 0 } } => true,
            Node.Mapping map => map["source"] is null != map["expression"] is null
                && map.Entries.All(e => e.Key is "identity" ? e.Value is Node.Scalar { Value: Value.Bool } : e.Key is "source" or "expression" && e.Value is Node.Scalar { Value: Value.Text }),
            _ => false,
        };
        if (!isField)
            block.Diagnostics.Add(Fault(entry.Value.Span, $"'{entry.Key}' is not the field of a mapping", "write a source attribute, or a map with 'source' or 'expression', and 'identity'"));
        return isField;
    }

    private static Diagnostic Fault(SourceSpan span, string text, string help) => Diagnostic.Of(MappingDescriptors.InvalidFieldFile, text, span, help);
}
