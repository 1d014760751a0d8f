using System.Diagnostics;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>Bounds the work and the size of one evaluation, so that each ends.</summary>
internal sealed class Budget
{
    /// <summary>The longest string and the longest array.</summary>
    public const int MostText = 200_000;

    private const int MostSteps = 500_000;

    private static readonly TimeSpan MostMatching = TimeSpan.FromMilliseconds(300);

    private long steps;
    private TimeSpan matching;

    /// <summary>The time that is left for regular expressions.</summary>
    public TimeSpan MatchingTime => MostMatching - matching is { Ticks: > 0 } rest ? rest : throw new EvaluationStop("the regular expressions take too long");

    /// <summary>Counts work.</summary>
    public void Spend(long count)
    {
        steps += count;
        if (steps > MostSteps)
            throw new EvaluationStop("the expression takes too many steps");
    }

    /// <summary>Counts a string of that length before it is made.</summary>
    public void Text(long length)
    {
        if (length > MostText)
            throw new EvaluationStop($"a string has more than {MostText} characters");
        Spend(length / 8);
    }

    /// <summary>Refuses a value that holds too much.</summary>
    public void Value(Values.DataValue value)
    {
        if (value.Size > MostText)
            throw new EvaluationStop("a value is too large");
        Spend(value.Kind is Values.ValueKinds.List or Values.ValueKinds.Map ? value.Size / 8 : 0);
    }

    /// <summary>Measures what a regular expression does.</summary>
    public T Match<T>(Func<T> match)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return match();
        }
        finally
        {
            matching += Stopwatch.GetElapsedTime(start);
        }
    }
}
