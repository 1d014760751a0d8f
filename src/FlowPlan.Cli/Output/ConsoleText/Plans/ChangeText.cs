using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>A changed field: on one line where it fits, else the old value above the new one, with the part that differs marked.</summary>
internal static class ChangeText
{
    /// <summary>What is shown of a field.</summary>
    /// <param name="Indent">The columns before it.</param>
    /// <param name="Path">The field.</param>
    /// <param name="Width">The columns of the longest path beside it.</param>
    /// <param name="Side">The text of a side.</param>
    /// <param name="Difference">The difference.</param>
    /// <param name="Cause">Why it differs.</param>
    public sealed record Field(int Indent, string Path, int Width, Func<Func<FieldDifference, Value?>, string> Side, FieldDifference Difference, string Cause);

    public static void Add(StyledText text, PlanView view, Field field)
    {
        var difference = field.Difference;
        var (sign, style) = difference switch
        {
            { Planned: null } => ("-", TextStyle.Removed),
            { Live: null } => ("+", TextStyle.Added),
            _ => ("~", TextStyle.Changed),
        };
        var causeStyle = difference.Cause == DifferenceCause.Both ? TextStyle.Warning : TextStyle.Faint;
        var head = $"{new string(' ', field.Indent)}{sign} ";
        var (before, after) = (difference.Live is null ? null : field.Side(d => d.Live), difference.Planned is null ? null : field.Side(d => d.Planned));
        var change = before is null || after is null ? before ?? after! : $"{before} -> {after}";
        var line = $"{field.Path.PadRight(field.Width)}  {change}";
        if (before is null || after is null || head.Length + line.Length <= view.Width)
        {
            var cause = $"  ({field.Cause})";
            text.Add(head, style).Add(line);
            if (head.Length + line.Length + cause.Length > view.Width && head.Length + line.Length <= view.Width)
                text.Line().Add(new string(' ', field.Indent + 4)).Line(cause.TrimStart(), causeStyle);
            else
                text.Line(cause, causeStyle);
            return;
        }

        text.Add(head, style).Add(field.Path).Line($"  ({field.Cause})", causeStyle);
        var indent = new string(' ', field.Indent + 4);
        var shown = view.IsVerbose ? new MarkedChange(before, after, 0, 0) : MarkedChange.Of(before, after, view.Width - indent.Length - 2);
        text.Add($"{indent}- ", TextStyle.Removed).Line(shown.Before);
        text.Add($"{indent}+ ", TextStyle.Added).Line(shown.After);
        if (shown.Length > 0)
            text.Line($"{indent}  {new string(' ', shown.Start)}{new string('^', shown.Length)}", TextStyle.Changed);
    }
}
