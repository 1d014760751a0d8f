namespace FlowPlan.Benchmarks.Scale.Measuring;

/// <summary>All that was measured, in the order in which it was first measured.</summary>
internal sealed class Results
{
    private readonly List<Series> all = [];

    public IReadOnlyList<Series> All => all;

    public Series? Find(string command, int size) => all.Find(s => s.Command == command && s.Size == size);

    public void Add(string command, int size, int resources, Sample sample)
    {
        var series = Find(command, size);
        if (series is null)
            all.Add(series = new(command, size, resources));
        series.Add(sample);
        Console.WriteLine($"  {command}, {resources:N0} resources: {sample.Wall.TotalSeconds:F3} s, CPU {sample.Cpu.TotalSeconds:F3} s, {sample.PeakBytes / 1e6:F0} MB, {sample.Requests:N0} requests");
    }
}
