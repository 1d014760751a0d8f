using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace FlowPlan.Core.State;

/// <summary>
/// Counts the steps of a process and, at one of them, kills it as <c>kill -9</c> would, or freezes it as <c>kill -STOP</c> does. Only in the build that
/// the crash matrix runs.
/// </summary>
/// <remarks>
/// A step is known by its name and by how many of that name came before it: with several calls in flight, and the lockfile
/// saved beside them, that stays the same from run to run where a mere number would not.
/// </remarks>
public static class KillPoints
{
    private static readonly string? List = Environment.GetEnvironmentVariable("FLOWPLAN_KILL_LIST");
    private static readonly string? Target = Environment.GetEnvironmentVariable("FLOWPLAN_KILL_AT");
    private static readonly string? StopTarget = Environment.GetEnvironmentVariable("FLOWPLAN_STOP_AT");
    private static readonly Dictionary<string, int> Passed = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    /// <summary>A step has been reached.</summary>
    /// <param name="name">What it is, without anything that differs from run to run.</param>
    public static void Reach(string name)
    {
        lock (Gate)
        {
            var number = Passed[name] = Passed.GetValueOrDefault(name) + 1;
            var step = string.Create(CultureInfo.InvariantCulture, $"{name} #{number}");
            if (List is not null)
                File.AppendAllText(List, step + "\n");
            if (step == Target)
                Die();
            if (step == StopTarget)
                Freeze();
        }
    }

    [DoesNotReturn]
    private static void Die()
    {
        const int KillSignal = 9;
        _ = Kill(Environment.ProcessId, KillSignal);
        Thread.Sleep(Timeout.Infinite);
        throw new InvalidOperationException("The process outlived its death.");
    }

    /// <summary>Returns when the process gets <c>SIGCONT</c>. The signal goes to this thread: another one might take it a moment later, when this has gone on.</summary>
    private static void Freeze()
    {
        const int StopSignal = 19;
        _ = Raise(StopSignal);
    }

    [DllImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Raise(int signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
