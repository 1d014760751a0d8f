using System.Text.Json;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Mapping;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>What a mapping makes of records: each target with its value and where it comes from.</summary>
internal static class PreviewReport
{
    /// <summary>The report for a person.</summary>
    /// <param name="records">The records with what the mapping makes of them.</param>
    /// <param name="hasMore">Whether more records follow, which are not shown.</param>
    /// <param name="live">What the service says of each record; null where it was not asked.</param>
    public static string Text(IReadOnlyList<(DataValue Given, MappingResult Result)> records, bool hasMore, IReadOnlyList<IReadOnlyList<string>>? live = null)
    {
        var lines = new List<string>();
        for (var i = 0; i < records.Count; i++)
        {
            lines.Add($"record {i + 1}  {ValueDifferences.Shown(records[i].Given)}");
            var fields = records[i].Result.Fields;
            var target = fields.Count == 0 ? 0 : fields.Max(f => f.Field.Target.Length);
            var source = fields.Count == 0 ? 0 : Math.Min(40, fields.Max(f => SourceOf(f).Length));
            lines.AddRange(fields.Select(f => $"  {Mark(f)} {SourceOf(f).PadRight(source)} -> {f.Field.Target.PadRight(target)}  {Outcome(f)}"));
            lines.AddRange((live?[i] ?? []).Select(l => $"  * {l}"));
        }

        var all = records.SelectMany(r => r.Result.Fields).ToList();
        var count = hasMore ? $"The first {Quantity.Of(records.Count, "record")}" : Quantity.Of(records.Count, "record");
        lines.Add($"{count}; {Quantity.Of(all.Count(f => f.Value.IsNull && f.Problem is null), "field")} null, {all.Count(f => f.Problem is not null)} failed or unknown.");
        if (live is not null)
            lines.Add(live.All(l => l.Count == 0) ? "The service has the same values." : $"The service differs in {Quantity.Of(live.Count(l => l.Count > 0), "record")}.");
        return string.Concat(lines.Select(l => SafeText.LineStart(l) + "\n"));
    }

    /// <summary>The report for programs.</summary>
    public static Value ValueOf(IReadOnlyList<(DataValue Given, MappingResult Result)> records, bool hasMore, IReadOnlyList<IReadOnlyList<string>>? live) => Value.Map.Of(
        ("records", new Value.List([.. records.Select((record, i) => Value.Map.Of(
            ("given", ValueOf(record.Given)),
            ("fields", Documents.List(record.Result.Fields, f => Value.Map.Of(
                ("source", Value.Of(SourceOf(f))),
                ("target", Value.Of(f.Field.Target)),
                ("value", ValueOf(f.Value)),
                ("known", Value.Of(!f.IsUnknown)),
                ("problem", Documents.Text(f.Problem))))),
            ("differences", live is null ? null : Documents.Texts(live[i]))))])),
        ("hasMore", Value.Of(hasMore)));

    private static Value ValueOf(DataValue value)
    {
        using var document = JsonDocument.Parse(ValueDifferences.Json(value));
        return ValueJson.Read(document.RootElement);
    }

    private static string SourceOf(FieldResult field) => field.Field.Source ?? field.Field.Expression ?? "";

    private static string Mark(FieldResult field) => field switch { { IsUnknown: true } => "?", { Problem: not null } => "!", { Value.IsNull: true } => "-", _ => " " };

    private static string Outcome(FieldResult field) => field switch
    {
        { IsUnknown: true } => $"unknown: {field.Problem}",
        { Problem: not null } => $"null: {field.Problem}",
        _ => ValueDifferences.Shown(field.Value),
    };
}
