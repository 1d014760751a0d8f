using FlowPlan.Cli.Output.ConsoleText.Plans;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.Markdown;

/// <summary>The rows of a plan's table: a flow with its parts below it, and changes that are alike counted in one row, as on the console.</summary>
internal static class PlanRows
{
    public static IEnumerable<string> Of(AlikeUnits alike)
    {
        yield return RowOf(alike, alike.First.Lead, alike.Second?.Lead, isPart: false);
        for (var i = 0; i < alike.First.Parts.Count; i++)
            yield return RowOf(alike, alike.First.Parts[i], alike.Second?.Parts[i], isPart: true);
    }

    private static string RowOf(AlikeUnits alike, PlannedAction action, PlannedAction? second, bool isPart)
    {
        var count = alike.Masks.Count;
        var verb = action.IsChange ? ActionNames.Of(action).Verb : "unchanged";
        var address = action.MovedFrom is { } from ? $"{Code(alike, action, from.ToString(), second?.MovedFrom?.ToString())} -> {Code(alike, action, action.Address.ToString(), second?.Address.ToString())}" : Code(alike, action, action.Address.ToString(), second?.Address.ToString());
        var labels = count > 1 && !isPart ? $"<br>{MarkdownText.Of(Quantities.List(alike.Masks.Select(m => m.Label)))}" : string.Empty;
        var name = MarkdownText.Of(Masked(alike, action, action.Name ?? string.Empty, second?.Name));
        return $"| {verb} | {(isPart ? "&emsp;" : string.Empty)}{(count > 1 ? FormattableString.Invariant($"{count} x ") : string.Empty)}{address}{labels} | {name} |\n";
    }

    private static string Code(AlikeUnits alike, PlannedAction action, string text, string? ofSecond) => MarkdownText.Code(Masked(alike, action, text, ofSecond));

    /// <summary>A text of the first of several, with a mark where that of the second differs.</summary>
    private static string Masked(AlikeUnits alike, PlannedAction action, string first, string? second) =>
        alike.Masks.Count == 1 || first == second ? first : new InstanceMask(action.Address).Apply(first);
}
