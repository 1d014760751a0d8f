using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Mapping;

/// <summary>What a mapping made of a record.</summary>
/// <param name="Output">The record of the schema.</param>
/// <param name="Fields">Each field, in the order of the mapping.</param>
public sealed record MappingResult(DataValue Output, IReadOnlyList<FieldResult> Fields);
