namespace FlowPlan.Benchmarks.Scale.Processes;

/// <summary>What a process used, as the kernel counts it.</summary>
/// <param name="Wall">The time from its start to its end.</param>
/// <param name="Cpu">The time that all its threads ran, in user and system mode.</param>
/// <param name="PeakBytes">The most physical memory that it had at once.</param>
internal sealed record ProcessUsage(TimeSpan Wall, TimeSpan Cpu, long PeakBytes);

/// <summary>How a measured process ended.</summary>
internal sealed record MeasuredResult(int ExitCode, ProcessUsage Usage, string Output, string Error);
