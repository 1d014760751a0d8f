using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowPlan.Benchmarks.Scale.Measuring;
using FlowPlan.Benchmarks.Scale.Processes;

namespace FlowPlan.Benchmarks.Sending;

/// <summary>
/// <c>send</c>: sends NDJSON of growing size to an emulator in a process of its own, and beside it the same records in a bare loop of
/// <see cref="HttpClient"/> with as many requests at once. Prints rate and peak memory.
/// </summary>
internal sealed class SendBenchmark(string executable, IReadOnlyList<int> sizes)
{
    private const int Parallelism = 8;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["FLOWPLAN_ORG_ID"] = BareLoop.Organization,
        ["FLOWPLAN_CLIENT_ID"] = BareLoop.Key,
        ["FLOWPLAN_CLIENT_SECRET"] = "scale-secret",
        ["FLOWPLAN_SCOPES"] = "openid",
    };

    /// <param name="arguments">The executable, and the numbers of records, separated by commas.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            await Console.Error.WriteLineAsync("send measures processes with system calls of Linux");
            return 2;
        }

        var executable = Checkout.PathOf(arguments.ElementAtOrDefault(0) ?? "artifacts/native/flowplan");
        var sizes = (arguments.ElementAtOrDefault(1) ?? "1000,10000,100000").Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture));
        await new SendBenchmark(executable, [.. sizes]).RunAsync();
        return 0;
    }

    private async Task RunAsync()
    {
        Console.WriteLine("| records | command | records/s | CPU s | peak MB |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            await MeasureAsync(size, []);
            await MeasureAsync(size, ["--batch-size", "100"]);
            await LoopAsync(size);
        }
    }

    private async Task MeasureAsync(int size, IReadOnlyList<string> options)
    {
        using var folder = new WorkFolder();
        await using var emulator = await StartAsync(folder);
        Write(folder, size);
        var run = await MeasuredProcess.RunAsync(
            folder.Path, Settings, [executable, "send", "loyalty", "records.ndjson", "--env", "dev", "--parallelism", $"{Parallelism}", "--endpoint", emulator.Endpoint, .. options]);
        if (run.ExitCode != 0 || !run.Output.Contains($"{size.ToString("N0", CultureInfo.InvariantCulture)} records accepted", StringComparison.Ordinal))
            throw new InvalidOperationException($"send ended with {run.ExitCode}: {run.Output}{run.Error}");
        Print(size, string.Join(' ', options.Prepend("send")), run.Usage.Wall, $"{run.Usage.Cpu.TotalSeconds:0.0}", $"{run.Usage.PeakBytes / 1e6:0}");
    }

    private async Task LoopAsync(int size)
    {
        using var folder = new WorkFolder();
        await using var emulator = await StartAsync(folder);
        Write(folder, size);
        using var lockfile = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "flowplan.dev.lock.json")));
        var resources = lockfile.RootElement.GetProperty("resources");
        var url = new Uri(resources.GetProperty("connection.web").GetProperty("attributes").GetProperty("inletUrl").GetString()!);
        var flow = resources.GetProperty("flow.loyalty").GetProperty("id").GetString()!;
        using var client = new HttpClient();
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(File.ReadLines(Path.Combine(folder.Path, "records.ndjson")), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (line, stop) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(line, Encoding.UTF8, "application/json") };
            request.Headers.Add("x-adobe-flow-id", flow);
            request.Headers.Authorization = new("Bearer", "emulator-scale");
            using var response = await client.SendAsync(request, stop);
            await response.Content.ReadAsByteArrayAsync(stop);
            response.EnsureSuccessStatusCode();
        });
        Print(size, "bare loop", System.Diagnostics.Stopwatch.GetElapsedTime(started), "-", "-");
    }

    private async Task<EmulatorProcess> StartAsync(WorkFolder folder)
    {
        folder.CopyFrom(Checkout.PathOf("examples/quickstart"));
        var emulator = await EmulatorProcess.StartAsync(executable, folder.Path);
        var apply = await MeasuredProcess.RunAsync(folder.Path, Settings, [executable, "apply", "--env", "dev", "--auto-approve", "--endpoint", emulator.Endpoint]);
        return apply.ExitCode == 0 ? emulator : throw new InvalidOperationException(apply.Output + apply.Error);
    }

    private static void Write(WorkFolder folder, int size)
    {
        using var file = new StreamWriter(Path.Combine(folder.Path, "records.ndjson"));
        for (var i = 0; i < size; i++)
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{i},\"firstName\":\"Jane\",\"lastName\":\"Doe\",\"email\":\"jane{i}@acme.com\"}}\n"));
    }

    private static void Print(int size, string what, TimeSpan wall, string cpu, string peak) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {size:N0} | {what} | {size / wall.TotalSeconds:N0} | {cpu} | {peak} |"));
}
