namespace FlowPlan.Benchmarks.SharedState;

/// <summary>One measured apply.</summary>
/// <param name="Wall">The wall time.</param>
/// <param name="Cpu">The CPU time.</param>
/// <param name="RoundTrips">The requests to the server of the state that were sent after the answer to the one before, on the same connection.</param>
internal sealed record StateSample(TimeSpan Wall, TimeSpan Cpu, int RoundTrips);

/// <summary>The applies with the state in one place. Each value is the median of its own.</summary>
internal sealed class StateSeries(string server, int delay, int parallelism)
{
    private readonly List<StateSample> samples = [];

    public string Server => server;

    /// <summary>By how many milliseconds each answer was delayed.</summary>
    public int Delay => delay;

    public int Parallelism => parallelism;

    public int Runs => samples.Count;

    public double Wall => Median(s => s.Wall.TotalSeconds);

    public double Cpu => Median(s => s.Cpu.TotalSeconds);

    public double RoundTrips => Median(s => s.RoundTrips);

    public void Add(StateSample sample) => samples.Add(sample);

    private double Median(Func<StateSample, double> value)
    {
        var sorted = samples.Select(value).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
