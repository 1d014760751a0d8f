using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Formatting;
using FlowPlan.DataPrep.Parsing;

namespace FlowPlan.Cli.Output.Markdown;

/// <summary>The change of a long expression line by line, with the arguments of calls on lines of their own.</summary>
internal static class ExpressionChange
{
    /// <summary>The lines of a diff; null where the change is not only that of a long expression.</summary>
    public static IReadOnlyList<string>? LinesOf(FieldDifference difference)
    {
        if (difference is not { Live: Value.Map live, Planned: Value.Map planned } || live.Without("expression") != planned.Without("expression"))
            return null;
        if (LinesOf(live) is not { } before || LinesOf(planned) is not { } after || before.Length + after.Length == 2)
            return null;
        var prefix = before.AsSpan().CommonPrefixLength(after);
        var suffix = 0;
        while (suffix < Math.Min(before.Length, after.Length) - prefix && before[^(suffix + 1)] == after[^(suffix + 1)])
            suffix++;
        return prefix == before.Length && prefix == after.Length
            ? null
            :
            [
                .. before[..prefix].Select(l => "    " + l),
                .. before[prefix..^suffix].Select(l => "-   " + l),
                .. after[prefix..^suffix].Select(l => "+   " + l),
                .. before[^suffix..].Select(l => "    " + l),
            ];
    }

    private static string[]? LinesOf(Value.Map field) => field["expression"] is Value.Text(var text) && ExpressionParser.Parse(text) is { IsExpression: true } parsed
        ? [.. ExpressionFormatter.FormatLines(parsed.Expression).Split('\n').Select(SafeText.Line)]
        : null;
}
