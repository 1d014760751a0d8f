using System.Globalization;
using System.Text;
using FlowPlan.Benchmarks.Scale.Estates;
using FlowPlan.Benchmarks.Scale.Report;

namespace FlowPlan.Benchmarks.SharedState;

/// <summary>docs/benchmarks-state.md.</summary>
internal sealed class StateTable(Estate estate, IReadOnlyList<StateSeries> results, IReadOnlyList<string> missing)
{
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Benchmarks of shared state

            The first `apply` of {Number(estate.Resources)} resources, with the state in each kind of place. Written by `state`; see [testing](testing.md#benchmarks).
            {DateTime.UtcNow:yyyy-MM-dd}, {Machine.Describe()}.

            | state in | network | parallelism | runs | wall | CPU | time of files | round trips | per created object |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|

            """);
        foreach (var row in results)
            text.Append(RowOf(row));
        text.Append("""

            - Each value is the median of its runs. Wall and CPU time are in seconds; CPU time is user and system time of all threads of the command. `time of files`
              is the wall time divided by that of files at the same parallelism.
            - `network` is the time by which a proxy delays each answer of the server. All processes are on one machine, where an answer otherwise takes less than
              a millisecond.
            - A round trip is a request to the server of the state that waits for the answer to the one before on its connection. The proxy counts all of a
              command: those that connect and sign in, take, renew and release the lock, read the state, save the lockfile, and write the journal.
            - The journal has three records for each created object: before the call is sent, with the ID in its answer, and with the object as it was read back.
              The run waits until the first and the second are durable, and the third goes with the next of them, so that a parallelism of 1 takes two round
              trips for each object. With more calls in flight, the records that wait share one round trip.
            - Whether the lock is still held is checked before each call from the time of the last renewal, without a round trip.
            - With Terraform's HTTP protocol each write sends the whole state, and a save of the lockfile reads it first.
            - PostgreSQL flushes each commit to the disk. Azurite and the stand-ins keep everything in memory; the stand-ins run in the process of the benchmark.
            - The emulator of the platform runs in a process of its own, with its data in a file.

            """);
        foreach (var advice in missing)
            text.Append(CultureInfo.InvariantCulture, $"- Left out: {advice}\n");
        return text.ToString();
    }

    private string RowOf(StateSeries row)
    {
        var isServer = row.RoundTrips > 0;
        var files = results.FirstOrDefault(r => r.RoundTrips == 0 && r.Parallelism == row.Parallelism);
        string[] cells =
        [
            row.Server,
            isServer ? $"{row.Delay} ms" : "",
            Number(row.Parallelism),
            Number(row.Runs),
            row.Wall.ToString("0.000", CultureInfo.InvariantCulture),
            row.Cpu.ToString("0.000", CultureInfo.InvariantCulture),
            files is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{row.Wall / files.Wall:0.0}×"),
            isServer ? Number(row.RoundTrips) : "",
            isServer ? (row.RoundTrips / estate.Resources).ToString("0.00", CultureInfo.InvariantCulture) : "",
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
