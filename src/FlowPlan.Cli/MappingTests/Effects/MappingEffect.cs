using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Mapping;

namespace FlowPlan.Cli.MappingTests.Effects;

/// <summary>What a planned change of a mapping does to its sample records.</summary>
/// <param name="Mapping">The mapping.</param>
/// <param name="Records">How many sample records there are.</param>
/// <param name="Changes">The fields that become something else.</param>
internal sealed record MappingEffect(ResourceAddress Mapping, int Records, IReadOnlyList<FieldEffect> Changes);

/// <summary>A field of a sample record that becomes something else.</summary>
/// <param name="Record">The number of the record, from 1.</param>
/// <param name="Sample">The name of the test that the record is from.</param>
/// <param name="Target">The field.</param>
/// <param name="Before">What the live mapping makes of the record; null where it does not have the field.</param>
/// <param name="After">What the planned mapping makes of it; null where it does not have the field.</param>
internal sealed record FieldEffect(int Record, string Sample, string Target, FieldResult? Before, FieldResult? After);
