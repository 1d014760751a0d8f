using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Mapping;

namespace FlowPlan.Cli.MappingTests.Effects;

/// <summary>The effect of changed mappings on sample records for a comment on a pull request.</summary>
internal static class EffectMarkdown
{
    private const int Limit = 4_000;

    private const int LongestValue = 80;

    /// <summary>The text; empty where no mapping with tests changes.</summary>
    public static string Of(IEnumerable<MappingEffect> effects) =>
        MarkdownText.Join(effects.SelectMany(Parts), Limit, "not all effects on sample records are shown");

    private static IEnumerable<string> Parts(MappingEffect effect)
    {
        var changed = effect.Changes.Select(c => c.Record).Distinct().Count();
        var summary = changed == 0 ? "no sample record changes" : $"{changed} of {Quantity.Of(effect.Records, "sample record")} {(changed == 1 ? "changes" : "change")}";
        yield return $"\n#### {MarkdownText.Code(effect.Mapping.ToString())}: {summary}\n";
        if (changed > 0)
            yield return "\n| record | field | before | after |\n|---|---|---|---|\n";
        foreach (var change in effect.Changes)
            yield return $"| {change.Record}: {MarkdownText.Of(change.Sample)} | {MarkdownText.Code(change.Target)} | {Shown(change.Before)} | {Shown(change.After)} |\n";
    }

    private static string Shown(FieldResult? result) => result switch
    {
        null => "not mapped",
        { IsUnknown: true } => $"unknown: {MarkdownText.Of(result.Problem ?? "")}",
        { Problem: { } problem } => $"null: {MarkdownText.Of(problem)}",
        _ => MarkdownText.Code(ValueDifferences.Shown(result.Value, LongestValue)),
    };
}
