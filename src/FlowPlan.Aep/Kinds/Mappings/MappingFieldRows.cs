using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using FieldEntry = FlowPlan.Core.Manifests.Syntax.MappingEntry;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>The fields of a mapping in the rows of a CSV file, whose first row names the columns.</summary>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class MappingFieldRows(DiagnosticBag diagnostics)
{
    /// <summary>The columns, in the order in which they are written.</summary>
    internal static readonly string[] Columns = ["target", "source", "expression", "identity", "static", "name", "description"];

    /// <summary>The columns of what goes into a target: a row fills one of them.</summary>
    private static readonly string[] Contents = ["source", "expression", "static"];

    /// <summary>The fields in the order of the rows; null where there are rows and none of them is valid, which is reported.</summary>
    public IReadOnlyList<FieldEntry>? Read(Node.Scalar file, IReadOnlyList<IReadOnlyList<CsvCell>> rows)
    {
        var heads = rows.Count == 0 ? [] : rows[0].Select(c => c.Text.ToLowerInvariant()).ToList();
        if (!heads.Contains("target") || heads.Find(h => !Columns.Contains(h)) is { Length: > 0 } || heads.Distinct().Count() < heads.Count)
        {
            Report(rows.Count == 0 ? file.Span : rows[0][0].Span, $"the first row of '{file.Value}' does not name the columns", $"write '{string.Join(',', Columns)}' as the first row");
            return null;
        }

        var fields = new List<FieldEntry>();
        var targets = new Dictionary<string, FieldEntry>(StringComparer.Ordinal);
        foreach (var row in rows.Skip(1))
        {
            if (ReadRow(heads, row) is not { } field)
                continue;
            if (targets.TryAdd(field.Key, field))
                fields.Add(field);
            else
                diagnostics.Add(TargetDiagnostics.Same(field.KeySpan, field.Key, targets[field.Key].KeySpan.Line));
        }

        return fields.Count == 0 && rows.Count > 1 ? null : fields;
    }

    private FieldEntry? ReadRow(List<string> heads, IReadOnlyList<CsvCell> row)
    {
        CsvCell? Cell(string column) => heads.IndexOf(column) is >= 0 and var i && i < row.Count && row[i].Text.Length > 0 ? row[i] : null;
        if (row.FirstOrDefault(c => c.Fault is not null) is { } broken)
            return Report(broken.Span, broken.Fault!, "put a cell with commas, quotes or line breaks in quotes, and double the quotes in it");
        if (row.Skip(heads.Count).FirstOrDefault(c => c.Text.Length > 0) is { } extra)
            return Report(extra.Span, "the row has more cells than the first row has columns", "put a cell with commas in quotes");
        if (Cell("target") is not { } target || Contents.Count(c => Cell(c) is not null) != 1)
            return Report(row[0].Span, "a row has a target, and one of source, expression and static", "fill in the missing cell, or leave one of them");
        if (Cell("identity") is { } identity && !bool.TryParse(identity.Text, out _))
            return Report(identity.Span, $"'{identity.Text}' is not true or false", "write true, false or nothing");
        var parts = MappingFields.Order.Select(key => (Key: key, Cell: Cell(key))).Where(p => p.Cell is not null).Select(p => PartOf(p.Key, p.Cell!));
        return new(target.Text, target.Span, new Node.Mapping([.. parts], target.Span));
    }

    private static FieldEntry PartOf(string key, CsvCell cell) =>
        new(key, cell.Span, new Node.Scalar(key == "identity" ? Value.Of(bool.Parse(cell.Text)) : Value.Of(cell.Text), cell.Span) { Raw = cell.Text });

    private FieldEntry? Report(SourceSpan span, string text, string help)
    {
        diagnostics.Add(MappingFieldFiles.Fault(span, text, help));
        return null;
    }
}
