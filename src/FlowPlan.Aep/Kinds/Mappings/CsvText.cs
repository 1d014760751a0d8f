using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>Writes the fields of a mapping as the CSV file that <c>fieldsFrom</c> reads.</summary>
internal static class CsvText
{
    /// <summary>The columns that every file has.</summary>
    private static readonly string[] Always = ["target", "source", "expression", "identity"];

    /// <summary>The file, with the columns that most files do not need only where a field fills them; null where a row cannot say what a field is.</summary>
    public static string? Of(IReadOnlyList<KeyValuePair<string, Value>> fields)
    {
        var filled = fields.SelectMany(f => (f.Value as Value.Map ?? Value.Map.Empty).Entries).Select(e => e.Key).ToHashSet(StringComparer.Ordinal);
        var columns = MappingFieldRows.Columns.Where(c => Always.Contains(c) || filled.Contains(c)).ToList();
        var text = new StringBuilder(string.Join(',', columns)).Append('\n');
        foreach (var (target, value) in fields)
        {
            if (value is not Value.Map field || target.Length == 0 || field.Entries.Any(e => !IsCell(e.Key, e.Value)))
                return null;
            text.AppendJoin(',', columns.Select(c => c == "target" ? Cell(target) : Cell(c == "identity" && field[c] is not null ? "true" : field.TextOf(c)))).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsCell(string key, Value value) => key switch
    {
        "source" or "expression" or "static" or "name" or "description" => value is Value.Text { Content.Length: > 0 },
        "identity" => value is Value.Bool { IsTrue: true },
        _ => false,
    };

    private static string Cell(string? text)
    {
        if (text is null)
            return "";
        var isPlain = text == text.Trim() && text.AsSpan().IndexOfAny(",\"\r\n") < 0;
        return isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
