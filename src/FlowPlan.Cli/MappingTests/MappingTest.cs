using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Cli.MappingTests;

/// <summary>A test of a mapping.</summary>
/// <param name="Mapping">The key of the mapping.</param>
/// <param name="Name">What it shows.</param>
/// <param name="Span">Where it is declared.</param>
/// <param name="Given">The source records.</param>
/// <param name="Expected">What each record must become; null where only failures are expected.</param>
/// <param name="IsWhole">Whether nothing else may be in the result.</param>
/// <param name="Fails">The targets whose expressions must fail.</param>
/// <param name="Now">The time during the test.</param>
/// <param name="Stubs">Values for functions.</param>
internal sealed record MappingTest(
    string Mapping,
    string Name,
    SourceSpan Span,
    IReadOnlyList<DataValue> Given,
    IReadOnlyList<DataValue>? Expected,
    bool IsWhole,
    IReadOnlyList<string> Fails,
    DateTimeOffset Now,
    IReadOnlyDictionary<string, DataValue> Stubs);
