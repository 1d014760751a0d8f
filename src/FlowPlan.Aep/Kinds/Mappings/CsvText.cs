using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>Writes the fields of a mapping as the CSV file that <c>fieldsFrom</c> reads.</summary>
internal static class CsvText
{
    /// <summary>The file; null where a row cannot say what a field is.</summary>
    public static string? Of(IReadOnlyList<KeyValuePair<string, Value>> fields)
    {
        var text = new StringBuilder(string.Join(',', MappingFieldRows.Columns)).Append('\n');
        foreach (var (target, value) in fields)
        {
            if (value is not Value.Map field || target.Length == 0 || field.Entries.Any(e => !IsCell(e.Key, e.Value)))
                return null;
            text.Append($"{Cell(target)},{Cell(field.TextOf("source"))},{Cell(field.TextOf("expression"))},{(field["identity"] is null ? "" : "true")}\n");
        }

        return text.ToString();
    }

    private static bool IsCell(string key, Value value) => key switch
    {
        "source" or "expression" => value is Value.Text { Content.Length: > 0 },
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
