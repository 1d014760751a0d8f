using System.Collections.Immutable;
using FlowPlan.DataPrep.Checking;
using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>What the checks need to know of an expression. Its tree, which is far larger, is not kept.</summary>
/// <param name="IsExpression">Whether the text is an expression.</param>
/// <param name="Type">What it may evaluate to.</param>
/// <param name="Findings">What is wrong or doubtful in it.</param>
/// <param name="Literals">The strings that are certainly among its results.</param>
internal sealed record CheckedExpression(bool IsExpression, DataPrep.Checking.ValueType Type, ImmutableArray<Finding> Findings, ImmutableArray<string> Literals)
{
    /// <summary>Checks a text.</summary>
    public static CheckedExpression Of(string text)
    {
        var check = ExpressionChecker.Check(text);
        return new(check.Expression is not null, check.Type, check.Findings, check.Expression is { } tree ? [.. LiteralsOf(tree)] : []);
    }

    /// <summary>The expression itself where it is a string, or the branches of it that are.</summary>
    private static IEnumerable<string> LiteralsOf(Expression expression) => expression switch
    {
        Expression.Literal { Value: DataValue.Text(var text) } => [text],
        Expression.Call { Name: "iif", Arguments: [_, var yes, var no] } => LiteralsOf(yes).Concat(LiteralsOf(no)),
        Expression.Conditional conditional => LiteralsOf(conditional.Yes).Concat(LiteralsOf(conditional.No)),
        Expression.Call { Name: "decode", Arguments: { Length: > 2 } arguments } => arguments
            .Where((_, i) => (i > 0 && i % 2 == 0) || (i == arguments.Length - 1 && arguments.Length % 2 == 0)).SelectMany(LiteralsOf),
        _ => [],
    };
}
