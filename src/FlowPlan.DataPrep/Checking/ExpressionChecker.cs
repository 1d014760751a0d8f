using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Parsing;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Checking;

/// <summary>Checks an expression without any data: its form, its functions with their arguments, and what is likely not meant.</summary>
public static class ExpressionChecker
{
    /// <summary>Checks the text of an expression.</summary>
    /// <param name="text">The text.</param>
    /// <param name="flow">What the flow offers besides the functions for all flows.</param>
    public static ExpressionCheck Check(string text, FlowFunctions flow = FlowFunctions.Common)
    {
        var parsed = ExpressionParser.Parse(text);
        if (!parsed.IsExpression)
            return new(null, ValueType.Any, [parsed.Problem]);
        var typing = new Typing(flow);
        var type = typing.Of(parsed.Expression);
        var findings = typing.Findings;
        Lints.AddTo(findings, parsed.Expression);
        if (type.Kinds == ValueKinds.Null && !findings.Exists(f => f.IsError) && !IsMeant(parsed.Expression))
            findings.Add(new(FindingKind.AlwaysNull, parsed.Expression.Range, "the result is always null", "use nullify() if the target must stay unset"));
        return new(parsed.Expression, type, findings.Count < 2 ? [.. findings] : [.. findings.OrderBy(f => f.Range.Start).ThenBy(f => f.Kind)]);
    }

    private static bool IsMeant(Expression expression) => expression is Expression.Call { Name: "nullify" };
}
