using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>The records of a file: a JSON array, one JSON object, or an object a line.</summary>
internal static class RecordFile
{
    /// <summary>The most records that a preview takes, as that of the service.</summary>
    public const int Most = 100;

    /// <summary>The first records; null where the file cannot be read, which is reported.</summary>
    public static IReadOnlyList<DataValue>? Read(string path, DiagnosticBag found)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            found.Add(Diagnostic.Of(MappingTestDescriptors.UnreadableFile, $"the records in '{path}' cannot be read: {e.Message}", null, MappingTestDescriptors.UnreadableFile.Remedy));
            return null;
        }
    }

    private static IReadOnlyList<DataValue> Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 1 && lines.All(l => l.StartsWith('{') && l.EndsWith('}')))
            return [.. lines.Take(Most).Select(Value)];
        return Value(text) is DataValue.List(var items) ? [.. items.Take(Most)] : [Value(text)];
    }

    private static DataValue Value(string text)
    {
        using var document = JsonDocument.Parse(text);
        return JsonValues.Of(document.RootElement);
    }
}
