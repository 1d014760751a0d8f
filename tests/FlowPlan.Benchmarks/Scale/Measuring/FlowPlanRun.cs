using FlowPlan.Benchmarks.Scale.Estates;
using FlowPlan.Benchmarks.Scale.Processes;

namespace FlowPlan.Benchmarks.Scale.Measuring;

/// <summary>The commands on one estate, from nothing to nothing, with an emulator of their own.</summary>
/// <param name="executable">The native binary.</param>
/// <param name="estate">The estate.</param>
/// <param name="results">Takes what is measured.</param>
/// <param name="comparesDelayed">Whether apply and bare loop are measured with answers that take as long as a service's at least do, too.</param>
internal sealed class FlowPlanRun(string executable, Estate estate, Results results, bool comparesDelayed)
{
    private const int Delay = 20;

    /// <summary>The credentials of each command.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["FLOWPLAN_ORG_ID"] = BareLoop.Organization,
        ["FLOWPLAN_CLIENT_ID"] = BareLoop.Key,
        ["FLOWPLAN_CLIENT_SECRET"] = "scale-secret",
        ["FLOWPLAN_SCOPES"] = "openid",
    };

    public async Task RunAsync()
    {
        using var folder = new WorkFolder();
        await using var emulator = await EmulatorProcess.StartAsync(executable, folder.Path);
        folder.Write("flowplan.yaml", estate.Manifest());
        var online = new[] { "--endpoint", emulator.Endpoint };
        await MeasureAsync(Commands.Validate, "Valid:", "validate", "--env", "dev");
        await MeasureAsync(Commands.FirstPlan, $"{estate.Resources} to create", ["plan", "--env", "dev", .. online]);
        var calls = await MeasureAsync(Commands.Apply, "Apply complete", ["apply", "--env", "dev", "--auto-approve", .. online]);
        var replay = Replay.Of(calls, await emulator.ObjectsAsync());
        await MeasureAsync(Commands.NoChanges, "No changes", ["plan", "--env", "dev", .. online]);
        folder.Write("flowplan.yaml", estate.Manifest(edited: true));
        await MeasureAsync(Commands.Edited, $"{estate.Edits} to update", ["plan", "--env", "dev", .. online]);
        folder.Write("flowplan.yaml", estate.Manifest());
        await MeasureAsync(Commands.Drift, "No drift", ["drift", "--env", "dev", .. online]);
        await MeasureAsync(Commands.Destroy, "complete", ["destroy", "--env", "dev", "--auto-approve", "--allow-delete", "all", .. online]);
        await LoopAsync(replay, Commands.BareLoop, delayMilliseconds: 0);
        if (comparesDelayed)
        {
            await DelayedApplyAsync();
            await LoopAsync(replay, Commands.DelayedBareLoop, Delay);
        }

        Task<IReadOnlyList<LoggedRequest>> MeasureAsync(string name, string said, params IReadOnlyList<string> arguments) =>
            this.MeasureAsync(folder, emulator, name, said, arguments);
    }

    private async Task<IReadOnlyList<LoggedRequest>> MeasureAsync(
        WorkFolder folder, EmulatorProcess emulator, string name, string said, params IReadOnlyList<string> arguments)
    {
        var before = emulator.Cpu;
        var run = await MeasuredProcess.RunAsync(folder.Path, Settings, [executable, .. arguments]);
        var emulatorCpu = emulator.Cpu - before;
        if (run.ExitCode != 0 || !(run.Output + run.Error).Contains(said, StringComparison.Ordinal))
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {run.ExitCode} and did not say '{said}':\n{Tail(run.Output)}\n{Tail(run.Error)}");
        var requests = await emulator.TakeRequestsAsync();
        results.Add(name, estate.Size, estate.Resources, new(run.Usage.Wall, run.Usage.Cpu, run.Usage.PeakBytes, requests.Count, requests.Count(r => r.IsPage), emulatorCpu));
        return requests;
    }

    private async Task DelayedApplyAsync()
    {
        using var folder = new WorkFolder();
        await using var emulator = await EmulatorProcess.StartAsync(executable, folder.Path, Delay);
        folder.Write("flowplan.yaml", estate.Manifest());
        await MeasureAsync(folder, emulator, Commands.DelayedApply, "Apply complete", "apply", "--env", "dev", "--auto-approve", "--endpoint", emulator.Endpoint);
    }

    private async Task LoopAsync(Replay replay, string name, int delayMilliseconds)
    {
        using var folder = new WorkFolder();
        await using var emulator = await EmulatorProcess.StartAsync(executable, folder.Path, delayMilliseconds);
        var before = emulator.Cpu;
        var wall = await new BareLoop(new Uri(emulator.Endpoint)).SendAsync(replay);
        var emulatorCpu = emulator.Cpu - before;
        var requests = await emulator.TakeRequestsAsync();
        results.Add(name, estate.Size, estate.Resources, new(wall, default, 0, requests.Count, requests.Count(r => r.IsPage), emulatorCpu));
    }

    private static string Tail(string text) => text.Length < 2000 ? text : text[^2000..];
}
