using System.Text.RegularExpressions;
using FlowPlan.Benchmarks.Scale.Estates;
using FlowPlan.Benchmarks.Scale.Measuring;
using FlowPlan.Benchmarks.Scale.Processes;

namespace FlowPlan.Benchmarks.Scale.Terraform;

/// <summary>What of Terraform is compared with.</summary>
internal sealed partial class TerraformRun(string executable, Results results)
{
    private static readonly Dictionary<string, string> Settings = new() { ["CHECKPOINT_DISABLE"] = "1", ["TF_IN_AUTOMATION"] = "1" };

    private string version = "1.0.0";

    /// <summary>The path of <c>terraform</c>; null where it is not installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, "terraform")).FirstOrDefault(File.Exists);

    public async Task<string> VersionAsync()
    {
        using var folder = new WorkFolder();
        var said = await MeasureAsync(folder, Commands.TerraformVersion, 0, 0, "Terraform", "version");
        return version = Number().Match(said).Groups[1].Value;
    }

    public async Task ValidateAsync(Estate estate)
    {
        using var folder = await FolderAsync(estate);
        await MeasureAsync(folder, Commands.TerraformValidate, estate.Size, estate.Resources, "Success", "validate", "-no-color");
    }

    public async Task ApplyAsync(Estate estate)
    {
        using var folder = await FolderAsync(estate);
        await MeasureAsync(folder, Commands.TerraformApply, estate.Size, estate.Resources, $"{estate.Resources} added", "apply", "-auto-approve", "-no-color");
    }

    public async Task PlanAsync(Estate estate)
    {
        using var folder = await FolderAsync(estate);
        TerraformState.Write(Path.Combine(folder.Path, "terraform.tfstate"), estate, version);
        await MeasureAsync(folder, Commands.TerraformNoChanges, estate.Size, estate.Resources, "No changes", "plan", "-no-color");
    }

    private async Task<WorkFolder> FolderAsync(Estate estate)
    {
        var folder = new WorkFolder();
        folder.Write("main.tf", TerraformConfiguration.Of(estate));
        await RunAsync(folder, "initialized", "init", "-no-color");
        return folder;
    }

    private async Task<string> MeasureAsync(WorkFolder folder, string name, int size, int resources, string said, params IReadOnlyList<string> arguments)
    {
        var run = await RunAsync(folder, said, arguments);
        results.Add(name, size, resources, new(run.Usage.Wall, run.Usage.Cpu, run.Usage.PeakBytes));
        return run.Output;
    }

    private async Task<MeasuredResult> RunAsync(WorkFolder folder, string said, params IReadOnlyList<string> arguments)
    {
        var run = await MeasuredProcess.RunAsync(folder.Path, Settings, [executable, .. arguments]);
        return run.ExitCode == 0 && run.Output.Contains(said, StringComparison.Ordinal)
            ? run
            : throw new InvalidOperationException($"terraform {string.Join(' ', arguments)} ended with {run.ExitCode} and did not say '{said}':\n{run.Output}\n{run.Error}");
    }

    [GeneratedRegex(@"Terraform v(\S+)")]
    private static partial Regex Number();
}
