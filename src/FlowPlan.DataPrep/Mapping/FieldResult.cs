using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Mapping;

/// <summary>What a field of a mapping made of a record.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">The value; null where it failed.</param>
/// <param name="Problem">Why there is no value.</param>
/// <param name="IsUnknown">Whether Data Prep may have a value where FlowPlan has none.</param>
/// <param name="Chosen">The branches of conditions that were taken.</param>
/// <param name="Function">The function that cannot be evaluated offline; null where that is not why there is no value.</param>
public sealed record FieldResult(MappedField Field, DataValue Value, string? Problem, bool IsUnknown, IReadOnlyList<Expression> Chosen, string? Function = null);
