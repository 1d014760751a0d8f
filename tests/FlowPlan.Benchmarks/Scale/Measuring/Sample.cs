namespace FlowPlan.Benchmarks.Scale.Measuring;

/// <summary>One measured run of a command; what a command does not have is 0.</summary>
/// <param name="Wall">The wall time.</param>
/// <param name="Cpu">The CPU time.</param>
/// <param name="PeakBytes">The peak memory.</param>
/// <param name="Requests">The HTTP requests that it sent.</param>
/// <param name="Pages">Those of them that read a page of a list.</param>
/// <param name="EmulatorCpu">The CPU time that the emulator used meanwhile.</param>
internal sealed record Sample(TimeSpan Wall, TimeSpan Cpu, long PeakBytes, int Requests = 0, int Pages = 0, TimeSpan EmulatorCpu = default);

/// <summary>The runs of one command on one estate. Each value is the median of its own.</summary>
internal sealed class Series(string command, int size, int resources)
{
    private readonly List<Sample> samples = [];

    public string Command => command;

    /// <summary>The size of the estate that was asked for.</summary>
    public int Size => size;

    public int Resources => resources;

    public int Runs => samples.Count;

    public double Wall => Median(s => s.Wall.TotalSeconds);

    public double Cpu => Median(s => s.Cpu.TotalSeconds);

    public double PeakMegabytes => Median(s => s.PeakBytes) / 1e6;

    public double Requests => Median(s => s.Requests);

    public double Pages => Median(s => s.Pages);

    public double EmulatorCpu => Median(s => s.EmulatorCpu.TotalSeconds);

    public void Add(Sample sample) => samples.Add(sample);

    private double Median(Func<Sample, double> value)
    {
        var sorted = samples.Select(value).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
