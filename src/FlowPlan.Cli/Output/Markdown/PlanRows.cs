using FlowPlan.Cli.Output.ConsoleText.Plans;
using FlowPlan.Cli.Output.ConsoleText.Plans.Units;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.Markdown;

/// <summary>The rows of a plan's table: a flow with its parts below it, and changes that are alike counted in one row, as on the console.</summary>
internal static class PlanRows
{
    public static IEnumerable<string> Of(AlikeUnits alike) => alike.Actions.Select((shown, index) => RowOf(alike, shown, isPart: index > 0));

    private static string RowOf(AlikeUnits alike, ShownAction shown, bool isPart)
    {
        var action = shown.Action;
        var verb = action.IsChange ? ActionNames.Of(action).Verb : "unchanged";
        var to = MarkdownText.Code(alike.IsSeveral ? new InstanceMask(action.Address).Pattern : action.Address.ToString());
        var address = shown.MovedFrom is { } from ? $"{MarkdownText.Code(from)} -> {to}" : to;
        var labels = alike.IsSeveral && !isPart ? $"<br>{MarkdownText.Of(Quantities.List(alike.Labels))}" : string.Empty;

        // The name of one object is written as it is; that of several is a quoted text with marks.
        var name = MarkdownText.Of(alike.IsSeveral ? shown.Name?.Trim('"') ?? string.Empty : action.Name ?? string.Empty);
        return $"| {verb} | {(isPart ? "&emsp;" : string.Empty)}{alike.Count}{address}{labels} | {name} |\n";
    }
}
