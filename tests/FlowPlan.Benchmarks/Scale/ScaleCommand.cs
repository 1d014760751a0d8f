using FlowPlan.Benchmarks.Scale.Estates;
using FlowPlan.Benchmarks.Scale.Measuring;
using FlowPlan.Benchmarks.Scale.Processes;
using FlowPlan.Benchmarks.Scale.Report;
using FlowPlan.Benchmarks.Scale.Terraform;

namespace FlowPlan.Benchmarks.Scale;

/// <summary><c>scale</c>: measures whole processes on estates of growing size and writes the table.</summary>
internal sealed class ScaleCommand(ScaleOptions options)
{
    /// <summary>Larger estates are measured once.</summary>
    private const int MostToRepeat = 20_000;

    /// <summary>One unit and the schema are 7 resources, as many as the quickstart has.</summary>
    private const int QuickstartSize = 6;

    private readonly Results results = new();
    private readonly string executable = Checkout.PathOf(options.Executable);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        try
        {
            var options = ScaleOptions.Parse(arguments);
            if (!OperatingSystem.IsLinux())
                throw new FormatException("scale measures processes with system calls of Linux");
            if (!File.Exists(Checkout.PathOf(options.Executable)))
                throw new FormatException($"{options.Executable} does not exist; 'scripts/build-native artifacts/native' makes it");
            await new ScaleCommand(options).RunAsync();
            return 0;
        }
        catch (FormatException mistake)
        {
            await Console.Error.WriteLineAsync($"scale: {mistake.Message}");
            return 2;
        }
    }

    private async Task RunAsync()
    {
        var terraform = options.Terraform && TerraformRun.Find() is { } path ? new TerraformRun(path, results) : null;
        var terraformVersion = await SmallAsync(terraform);
        foreach (var estate in options.AllSizes.Select(Estate.OfSize))
        {
            for (var run = 0; run < RunsOf(estate); run++)
            {
                Console.WriteLine($"{estate.Resources:N0} resources, run {run + 1}");
                await new FlowPlanRun(executable, estate, results, comparesDelayed: estate.Size == options.ComparedApply).RunAsync();
                if (terraform is not null && estate.Size == options.ComparedApply)
                    await terraform.ApplyAsync(estate);
                if (terraform is not null && estate.Size == options.ComparedPlan)
                    await terraform.PlanAsync(estate);
            }
        }

        var file = Checkout.PathOf(options.Out);
        await File.WriteAllTextAsync(file, new BenchmarkDocument(options, results, executable, terraformVersion).ToString());
        Console.WriteLine($"Wrote {options.Out}.");
    }

    /// <summary>The commands that take hundredths of a second, each beside the one it is compared with.</summary>
    private async Task<string?> SmallAsync(TerraformRun? terraform)
    {
        string? version = null;
        var quickstart = Estate.OfSize(QuickstartSize);
        using var folder = new WorkFolder();
        folder.CopyFrom(Checkout.PathOf("examples/quickstart"));
        for (var run = 0; run < options.Runs; run++)
        {
            await MeasureAsync(Commands.Version, 0, 0, "version");
            version = terraform is null ? null : await terraform.VersionAsync();
            await MeasureAsync(Commands.ValidateQuickstart, quickstart.Size, quickstart.Resources, "validate", "--env", "dev");
            await (terraform?.ValidateAsync(quickstart) ?? Task.CompletedTask);
        }

        return version;

        async Task MeasureAsync(string name, int size, int resources, params IReadOnlyList<string> arguments)
        {
            var run = await MeasuredProcess.RunAsync(folder.Path, new Dictionary<string, string>(), [executable, .. arguments]);
            if (run.ExitCode != 0)
                throw new InvalidOperationException($"{name} ended with {run.ExitCode}: {run.Output}{run.Error}");
            results.Add(name, size, resources, new(run.Usage.Wall, run.Usage.Cpu, run.Usage.PeakBytes));
        }
    }

    private int RunsOf(Estate estate) => estate.Size > MostToRepeat ? 1 : options.Runs;
}
