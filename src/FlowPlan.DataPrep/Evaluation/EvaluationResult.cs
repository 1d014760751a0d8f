using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Evaluation;

/// <summary>What an expression evaluates to.</summary>
/// <param name="Value">Its value; null where it failed, as Data Prep then writes null.</param>
/// <param name="Problem">Why there is no value.</param>
/// <param name="At">Which part of the expression the problem is in.</param>
/// <param name="IsUnknown">Whether Data Prep may have a value where FlowPlan has none: a function that cannot be evaluated offline, or a rule that is not documented.</param>
/// <param name="Function">The function that cannot be evaluated offline; null where that is not the reason.</param>
public sealed record EvaluationResult(DataValue Value, string? Problem = null, TextRange At = default, bool IsUnknown = false, string? Function = null);
