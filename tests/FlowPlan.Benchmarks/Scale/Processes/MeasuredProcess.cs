using System.Diagnostics;
using System.Globalization;

namespace FlowPlan.Benchmarks.Scale.Processes;

/// <summary>
/// Runs a process and measures it. A shell forks it, prints its ID and ends, so that it becomes a child of this process: a process
/// that this one started itself would begin with the peak memory of this one.
/// </summary>
internal static class MeasuredProcess
{
    /// <summary>The child waits for a line before it becomes the program, so that the clock starts with it.</summary>
    private const string Script = """
        exec 3<&0
        folder=$1; out=$2; err=$3; shift 3
        ( read -r go <&3; cd "$folder"; exec "$@" > "$out" 2> "$err" < /dev/null 3<&- ) > /dev/null &
        echo $!
        """;

    public static async Task<MeasuredResult> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> command)
    {
        Linux.AdoptOrphans();
        var (output, error) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            using var shell = Process.Start(ShellOf(environment, [folder, output, error, .. command]))!;
            var child = int.Parse((await shell.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            await shell.WaitForExitAsync();
            var start = Stopwatch.GetTimestamp();
            await shell.StandardInput.WriteLineAsync("go");
            await shell.StandardInput.FlushAsync();
            var (exitCode, cpu, peak) = Linux.Wait(child);
            return new(exitCode, new(Stopwatch.GetElapsedTime(start), cpu, peak), await File.ReadAllTextAsync(output), await File.ReadAllTextAsync(error));
        }
        finally
        {
            File.Delete(output);
            File.Delete(error);
        }
    }

    private static ProcessStartInfo ShellOf(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("FLOWPLAN_", StringComparison.Ordinal) || k.StartsWith("TF_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }
}
