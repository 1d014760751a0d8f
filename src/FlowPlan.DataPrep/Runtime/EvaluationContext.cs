using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>What an evaluation is given.</summary>
/// <param name="Record">The source record.</param>
/// <param name="Now">The time that <c>now()</c> returns.</param>
public sealed record EvaluationContext(DataValue Record, DateTimeOffset Now)
{
    /// <summary>Told of each branch of a condition that is taken.</summary>
    public Action<Syntax.Expression>? Chose { get; init; }

    /// <summary>Values for calls of functions, by their name; they replace the function.</summary>
    public IReadOnlyDictionary<string, DataValue> Stubs { get; init; } = new Dictionary<string, DataValue>();
}
