using System.Collections.Immutable;

namespace FlowPlan.DataPrep.Functions;

/// <summary>A function of the table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Category">The group that it is listed in.</param>
/// <param name="Parameters">Its parameters; of those that repeat, one group.</param>
/// <param name="RepeatFrom">The first parameter of the group that repeats; -1 where none does.</param>
/// <param name="RepeatCount">How many parameters repeat together.</param>
/// <param name="Result">The type of its result, as in the table.</param>
/// <param name="Flows">The flows that offer it; empty for all.</param>
/// <param name="Replacement">The function to use instead of a deprecated one.</param>
/// <param name="IsOffline">Whether FlowPlan can evaluate it.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Example">A call.</param>
public sealed record FunctionInfo(
    string Name,
    string Category,
    ImmutableArray<Parameter> Parameters,
    int RepeatFrom,
    int RepeatCount,
    string Result,
    string Flows,
    string? Replacement,
    bool IsOffline,
    string Meaning,
    string Example)
{
    /// <summary>The fewest arguments.</summary>
    public int Fewest => Parameters.Count(p => !p.IsOptional);

    /// <summary>The most arguments; null for any number.</summary>
    public int? Most => RepeatFrom < 0 ? Parameters.Length : null;

    /// <summary>Whether a call can have that many arguments.</summary>
    public bool Accepts(int count)
    {
        if (count < Fewest || count > (Most ?? int.MaxValue))
            return false;
        var trailing = Parameters.Length - RepeatFrom - RepeatCount;
        return RepeatFrom < 0 || RepeatCount == 1 || (count - RepeatFrom) % RepeatCount <= trailing;
    }

    /// <summary>The parameter of an argument.</summary>
    /// <param name="index">The index of the argument.</param>
    /// <param name="count">How many arguments the call has.</param>
    public Parameter ParameterAt(int index, int count)
    {
        if (RepeatFrom < 0 || index < RepeatFrom)
            return Parameters[index];
        var isTrailing = Parameters.Length > RepeatFrom + RepeatCount && index == count - 1 && (count - RepeatFrom) % RepeatCount == 1;
        return isTrailing ? Parameters[^1] : Parameters[RepeatFrom + ((index - RepeatFrom) % RepeatCount)];
    }

    /// <summary>The call with its parameters, such as <c>left(text, count)</c>.</summary>
    public string Signature
    {
        get
        {
            var parts = Parameters.Select(p => p.IsOptional && RepeatFrom < 0 ? $"[{p.Name}]" : p.Name).ToList();
            if (RepeatFrom >= 0)
                parts.Insert(RepeatFrom + RepeatCount, "...");
            return $"{Name}({string.Join(", ", parts)})";
        }
    }
}
