using System.Text.Json;
using FlowPlan.Cli.Sending.Input;
using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>The first records of an input, which may be the beginning of a large one.</summary>
/// <param name="Records">The records.</param>
/// <param name="HasMore">Whether more records follow.</param>
internal sealed record RecordFile(IReadOnlyList<DataValue> Records, bool HasMore)
{
    /// <summary>The most records that a preview takes; the service's own preview takes as many.</summary>
    public const int Most = 100;

    /// <summary>Reads the first records of a file, or of stdin.</summary>
    /// <exception cref="DiagnosticException">The file cannot be read, or one of the records is not a JSON object.</exception>
    public static async Task<RecordFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var (input, records) = (new InputFile(path), new List<DataValue>());
        await foreach (var record in input.ReadAsync(cancellationToken))
        {
            if (records.Count == Most)
                return new(records, true);
            records.Add(Parse(record, input.Name));
        }

        return new(records, false);
    }

    private static DataValue.Map Parse(InputRecord record, string file)
    {
        try
        {
            if (record.Problem is null && JsonValues.Parse(record.Json) is DataValue.Map map)
                return map;
            throw CannotUse(record, file, record.Problem ?? "it is not a JSON object");
        }
        catch (JsonException fault)
        {
            throw CannotUse(record, file, "it is not valid JSON", fault);
        }
    }

    private static DiagnosticException CannotUse(InputRecord record, string file, string problem, Exception? fault = null) => new(
        Diagnostic.Of(InputDescriptors.Unreadable, $"record {record.Number} on line {record.Line} of {file} cannot be used: {problem}", help: "write a JSON object for each record"), fault);
}
