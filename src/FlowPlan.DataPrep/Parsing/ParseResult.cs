using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>What the text of an expression was read as.</summary>
/// <param name="Expression">The tree; null where the text is not an expression, or has statements, which are not read.</param>
/// <param name="Problem">Why there is no tree.</param>
public sealed record ParseResult(Expression? Expression, Finding? Problem)
{
    /// <summary>Whether there is a tree.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Expression))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Problem))]
    public bool IsExpression => Expression is not null;
}
