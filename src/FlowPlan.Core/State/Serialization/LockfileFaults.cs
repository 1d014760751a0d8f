using System.Text.Json;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Serialization;

/// <summary>Explains why a text is not the JSON of a lockfile.</summary>
internal static class LockfileFaults
{
    /// <summary>The line of the first git conflict marker. No line of valid JSON begins like one.</summary>
    public static int? ConflictLine(ReadOnlySpan<byte> content)
    {
        var number = 1;
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            if (line.StartsWith("<<<<<<< "u8) || line.StartsWith(">>>>>>> "u8))
                return number;
            number++;
        }

        return null;
    }

    /// <summary>The finding for a text that the JSON reader rejected.</summary>
    public static Diagnostic Explain(string path, ReadOnlyMemory<byte> content, JsonException fault)
    {
        if (content.Span.Trim(" \t\r\n"u8).IsEmpty)
            return StateDiagnostics.CutShort(path, 0, 0);
        if (IsCutShort(content.Span))
        {
            var end = content.Span.TrimEnd(" \t\r\n"u8);
            return StateDiagnostics.CutShort(path, end.Count((byte)'\n') + 1, end.Length - end.LastIndexOf((byte)'\n'));
        }

        return FindDuplicate(content) is var (name, where)
            ? StateDiagnostics.Duplicate(path, name, where)
            : StateDiagnostics.NotJson(path, (fault.LineNumber ?? 0) + 1, (fault.BytePositionInLine ?? 0) + 1, Reason(fault));
    }

    /// <summary>Whether a text is truncated: valid as far as it goes.</summary>
    private static bool IsCutShort(ReadOnlySpan<byte> content)
    {
        var reader = new Utf8JsonReader(content, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = LockfileText.MaxDepth }));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    return false;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static (string Name, string Where)? FindDuplicate(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = LockfileText.MaxDepth });
            return FindDuplicate(document.RootElement, "the lockfile");
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A key that is not valid Unicode.
            return null;
        }
    }

    private static (string Name, string Where)? FindDuplicate(JsonElement element, string where)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().Select(item => FindDuplicate(item, where)).FirstOrDefault(found => found is not null);
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Add(property.Name))
                return (property.Name, where);
            if (FindDuplicate(property.Value, $"'{property.Name}'") is { } found)
                return found;
        }

        return null;
    }

    private static string Reason(JsonException fault) =>
        fault.Message.Split(" LineNumber:", StringSplitOptions.None)[0].TrimEnd('.', ' ');
}
