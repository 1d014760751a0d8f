using FlowPlan.Cli.Output.ConsoleText.Plans.Units;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>A changed field: on one line where it fits, else the old value above the new one, with the part that differs marked.</summary>
internal static class ChangeText
{
    /// <summary>Adds a field.</summary>
    /// <param name="text">The text.</param>
    /// <param name="view">How the plan is shown.</param>
    /// <param name="field">The field.</param>
    /// <param name="columns">The columns before it.</param>
    /// <param name="width">The columns of the longest path beside it.</param>
    public static void Add(StyledText text, PlanView view, ShownField field, int columns, int width)
    {
        var (sign, style) = field.Difference switch
        {
            { Planned: null } => ("-", TextStyle.Removed),
            { Live: null } => ("+", TextStyle.Added),
            _ => ("~", TextStyle.Changed),
        };
        var causeStyle = field.Difference.Cause == DifferenceCause.Both ? TextStyle.Warning : TextStyle.Faint;
        var head = $"{new string(' ', columns)}{sign} ";
        var isOnlyOne = field.Difference.Live is null || field.Difference.Planned is null;
        var change = field.Difference.Live is null ? field.Planned : field.Difference.Planned is null ? field.Live : $"{field.Live} -> {field.Planned}";
        var line = $"{TerminalWidth.Pad(field.Path, width)}  {change}";
        var used = head.Length + TerminalWidth.OfAll(line);
        if (isOnlyOne || used <= view.Width)
        {
            var cause = $"  ({field.Cause})";
            text.Add(head, style).Add(line);
            if (used + TerminalWidth.OfAll(cause) > view.Width && used <= view.Width)
                text.Line().Add(new string(' ', columns + 4)).Line(cause.TrimStart(), causeStyle);
            else
                text.Line(cause, causeStyle);
            return;
        }

        text.Add(head, style).Add(field.Path).Line($"  ({field.Cause})", causeStyle);
        var indent = new string(' ', columns + 4);
        var shown = view.IsVerbose ? new MarkedChange(field.Live, field.Planned, 0, 0) : MarkedChange.Of(field.Live, field.Planned, view.Width - indent.Length - 2);
        text.Add($"{indent}- ", TextStyle.Removed).Line(shown.Before);
        text.Add($"{indent}+ ", TextStyle.Added).Line(shown.After);
        if (shown.Length > 0)
            text.Line($"{indent}  {new string(' ', shown.Start)}{new string('^', shown.Length)}", TextStyle.Changed);
    }
}
