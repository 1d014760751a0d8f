using System.Text.Json;
using FlowPlan.DataPrep.Checking;
using FlowPlan.DataPrep.Evaluation;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Tests.Support;

/// <summary>The expressions of <c>Corpus/expressions.tsv</c>: each with its value or failure, its findings, and where its value was printed.</summary>
internal static class Corpus
{
    public static readonly EvaluationContext Context = new(Record(), DateTimeOffset.Parse("2019-10-23T11:24:35Z", System.Globalization.CultureInfo.InvariantCulture));

    public static IReadOnlyList<CorpusRow> Rows { get; private set; } = Read();

    private static List<CorpusRow> Read() => [.. File.ReadLines(FilePath).Where(line => !line.StartsWith("# ", StringComparison.Ordinal)).Select(CorpusRow.Read)];

    private static string FilePath => Path.Combine(Folder, "expressions.tsv");

    private static string Folder => Path.Combine(Repository.Root, "tests", "FlowPlan.DataPrep.Tests", "Corpus");

    /// <summary>Writes what expressions evaluate to; a value that a document printed stays.</summary>
    public static void Rewrite()
    {
        File.WriteAllLines(FilePath, [.. File.ReadLines(FilePath).Select(line =>
        line.StartsWith("# ", StringComparison.Ordinal) ? line : Rewritten(CorpusRow.Read(line)).ToString())]);
        Rows = Read();
    }

    public static string Outcome(string text)
    {
        var check = ExpressionChecker.Check(text, FlowFunctions.Common);
        if (check.Expression is null)
            return "-";
        var result = Evaluator.Evaluate(check.Expression, Context);
        return result switch
        {
            { IsUnknown: true } => $"unknown at {result.At.Start + 1}: {result.Problem}",
            { Problem: not null } => $"fails at {result.At.Start + 1}: {result.Problem}",
            { Value: DataValue.Date date } => $"date {date.Time}",
            _ => "= " + (JsonValues.ToJson(result.Value)?.ToJsonString(Json) ?? "null"),
        };
    }

    public static string Findings(string text) => string.Join("; ", ExpressionChecker.Check(text).Findings.Select(f =>
        $"{(f.IsError ? "error" : "warning")} {f.Kind} at {f.Range.Start + 1}: {f.Message}{(f.Suggestion is null ? "" : $" ({f.Suggestion})")}"));

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };

    private static CorpusRow Rewritten(CorpusRow row) => row with
    {
        Outcome = row.IsPrinted ? row.Outcome : Outcome(row.Expression),
        Findings = Findings(row.Expression),
    };

    private static DataValue Record()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "record.json")));
        return JsonValues.Of(document.RootElement);
    }
}
