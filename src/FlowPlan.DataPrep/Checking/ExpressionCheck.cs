using System.Collections.Immutable;
using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;

namespace FlowPlan.DataPrep.Checking;

/// <summary>What a check found.</summary>
/// <param name="Expression">The tree; null where the text is not an expression.</param>
/// <param name="Type">What the expression may evaluate to.</param>
/// <param name="Findings">What is wrong or doubtful, in the order of the text.</param>
public sealed record ExpressionCheck(Expression? Expression, ValueType Type, ImmutableArray<Finding> Findings);
