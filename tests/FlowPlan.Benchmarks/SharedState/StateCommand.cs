using FlowPlan.Benchmarks.Scale.Estates;
using FlowPlan.Benchmarks.Scale.Measuring;
using FlowPlan.Benchmarks.Scale.Processes;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.Benchmarks.SharedState;

/// <summary><c>state</c>: measures the first apply of an estate with its state in each kind of place, and writes the table.</summary>
internal sealed class StateCommand(StateOptions options)
{
    private readonly Estate estate = Estate.OfSize(options.Size);
    private readonly string executable = Checkout.PathOf(options.Executable);
    private readonly List<StateSeries> results = [];
    private readonly List<string> missing = [];

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = StateOptions.Parse(arguments);
            if (!OperatingSystem.IsLinux())
                throw new FormatException("state measures processes with system calls of Linux");
            if (!File.Exists(Checkout.PathOf(options.Executable)))
                throw new FormatException($"{options.Executable} does not exist; 'scripts/build-native artifacts/native' makes it");
            await new StateCommand(options).RunAsync();
            return 0;
        }
        catch (FormatException mistake)
        {
            await Console.Error.WriteLineAsync($"state: {mistake.Message}");
            return 2;
        }
    }

    private async Task RunAsync()
    {
        await MeasureAsync(() => Task.FromResult<StateServer>(new FileState()));
        await MeasureAsync(() => Task.FromResult<StateServer>(new PostgresState()));
        await MeasureAsync(AzureState.StartAsync);
        await MeasureAsync(() => Task.FromResult<StateServer>(new S3State()));
        await MeasureAsync(() => Task.FromResult<StateServer>(new HttpState()));
        await File.WriteAllTextAsync(Checkout.PathOf(options.Out), new StateTable(estate, results, missing).ToString());
        Console.WriteLine($"Wrote {options.Out}.");
    }

    private async Task MeasureAsync(Func<Task<StateServer>> start)
    {
        try
        {
            await using var server = await start();
            foreach (var delay in server.Port is null ? [0] : options.Delays)
            {
                foreach (var parallelism in options.Parallelism)
                    await MeasureAsync(server, delay, parallelism);
            }
        }
        catch (NotInstalledException fault)
        {
            Console.WriteLine($"Left out: {fault.Message}");
            missing.Add(fault.Message);
        }
    }

    private async Task MeasureAsync(StateServer server, int delay, int parallelism)
    {
        var series = new StateSeries(server.Name, delay, parallelism);
        results.Add(series);
        for (var run = 0; run < options.Runs; run++)
        {
            var sample = await ApplyAsync(server, delay, parallelism);
            series.Add(sample);
            Console.WriteLine($"{server.Name}, {delay} ms, parallelism {parallelism}: {sample.Wall.TotalSeconds:F3} s, CPU {sample.Cpu.TotalSeconds:F3} s, {sample.RoundTrips} round trips");
        }
    }

    private async Task<StateSample> ApplyAsync(StateServer server, int delay, int parallelism)
    {
        using var folder = new WorkFolder();
        await using var emulator = await EmulatorProcess.StartAsync(executable, folder.Path);
        await using var network = server.Port is { } port ? new CuttingProxy(port) { Delay = TimeSpan.FromMilliseconds(delay) } : null;
        folder.Write("flowplan.yaml", estate.Manifest());
        var settings = server.Settings(network?.Port ?? 0, Guid.NewGuid().ToString("N"));
        var run = await MeasuredProcess.RunAsync(
            folder.Path,
            new Dictionary<string, string>(FlowPlanRun.Settings.Concat(settings)),
            [executable, "apply", "--env", "dev", "--auto-approve", "--parallelism", $"{parallelism}", "--endpoint", emulator.Endpoint]);
        if (run.ExitCode != 0 || !(run.Output + run.Error).Contains("Apply complete", StringComparison.Ordinal))
            throw new InvalidOperationException($"apply with the state in {server.Name} ended with {run.ExitCode}:\n{run.Error}");
        return new(run.Usage.Wall, run.Usage.Cpu, network?.Requests ?? 0);
    }
}
