using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>What an evaluation is given.</summary>
/// <param name="Record">The source record.</param>
/// <param name="Now">The time that <c>now()</c> returns.</param>
public sealed record EvaluationContext(DataValue Record, DateTimeOffset Now)
{
    /// <summary>An empty record at a fixed time.</summary>
    public static EvaluationContext Empty { get; } = new(new DataValue.Map([]), DateTimeOffset.UnixEpoch);

    /// <summary>The ID for the n-th call of <c>uuid()</c>, from 1.</summary>
    public Func<int, string> NewId { get; init; } = static n => $"00000000-0000-4000-8000-{n:x12}";

    /// <summary>Told of each branch of a condition that is taken.</summary>
    public Action<Syntax.Expression>? Chose { get; init; }

    /// <summary>Values for calls of functions, by their name or by the text of the call; they replace the function.</summary>
    public IReadOnlyDictionary<string, DataValue> Stubs { get; init; } = new Dictionary<string, DataValue>();
}
