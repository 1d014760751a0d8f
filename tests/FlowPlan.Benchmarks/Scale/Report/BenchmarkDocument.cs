using System.Globalization;
using System.Text;
using FlowPlan.Benchmarks.Scale.Measuring;

namespace FlowPlan.Benchmarks.Scale.Report;

/// <summary>docs/benchmarks.md.</summary>
internal sealed class BenchmarkDocument(ScaleOptions options, Results results, string executable, string? terraformVersion)
{
    private const double Mebibyte = 1024 * 1024;

    private readonly Verdicts verdicts = new(options, results);

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Benchmarks

            Written by `scale`; see [testing](testing.md#benchmarks). {DateTime.UtcNow:yyyy-MM-dd}, {Machine.Describe()}{(terraformVersion is null ? "" : $", Terraform {terraformVersion}")}.

            | command | resources | runs | wall | CPU | peak memory | requests | emulator's CPU | result | target |
            |---|--:|--:|--:|--:|--:|--:|--:|---|---|

            """);
        foreach (var row in results.All)
            text.Append(RowOf(row));
        text.Append(CultureInfo.InvariantCulture, $"| the binary and its library | | | | | | | | {BinaryMebibytes():F1} MiB | ≤ 40 MiB |\n");
        text.Append("""

            - Each value is the median of its runs. Wall and CPU time are in seconds; CPU time is user and system time of all threads. Peak
              memory is the maximum resident set, in MB (10^6 bytes).
            - An estate has one schema and units of six resources: a connection, a dataset, a mapping, and a flow with its source and its
              target. `1 % edited` changes the description of every hundredth resource.
            - The emulator runs in a process of its own on the same machine, with its data in a file. Its CPU time is beside that of the
              command: on few cores, an `apply` also waits for it.
            - The bare loop sends the requests of the `apply` (all but the token request) to a fresh emulator: eight at once, each create after
              those that it refers to, with the IDs that this emulator issues. It has no plan, no journal and no lockfile. A stub that answers at
              once would be a lower bound too, but not for the emulator's part of the time. The result is its wall time divided by that of the
              `apply`, for the same number of requests.
            - Without a delay, `apply`, bare loop and emulator share the cores, and what they measure is CPU time. A service takes tens of
              milliseconds for an answer: with 20 ms, the least to expect, an `apply` mostly waits, as the bare loop does.
            - Terraform has the same shape of `terraform_data`, which calls no service. The state for its plan is generated.

            """);
        return text.ToString();
    }

    private string RowOf(Series row)
    {
        var (result, target) = verdicts.Of(row);
        string[] cells =
        [
            row.Command,
            row.Resources == 0 ? "" : Number(row.Resources),
            Number(row.Runs),
            Seconds(row.Wall),
            row.Cpu == 0 ? "" : Seconds(row.Cpu),
            row.PeakMegabytes == 0 ? "" : Number(row.PeakMegabytes),
            row.Requests == 0 ? "" : Number(row.Requests),
            row.Requests == 0 ? "" : Seconds(row.EmulatorCpu),
            result,
            target,
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private double BinaryMebibytes() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(executable)!).Sum(f => new FileInfo(f).Length) / Mebibyte;

    private static string Seconds(double value) => value.ToString(value < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
