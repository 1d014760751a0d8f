using System.Text;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>An estate of 40 resources, and what becomes of it in a life: made, changed, taken down.</summary>
internal sealed class Soak : IDisposable
{
    public const int CallTimeoutMilliseconds = 5000;
    public const int AbsenceWindowMilliseconds = 1000;
    private const int MostRuns = 12;
    private const int Lines = 5;

    private static readonly Dictionary<string, string> Settings = new(Platform.Credentials)
    {
        ["FLOWPLAN_MAX_ATTEMPTS"] = "2",
        ["FLOWPLAN_RETRY_DELAY"] = "0.02",
        ["FLOWPLAN_CALL_TIMEOUT"] = "5",
        ["FLOWPLAN_ABSENCE_WINDOW"] = "1",
        ["DOTNET_TieredPGO"] = "0",
    };

    private readonly Phase[] phases;

    private Soak(Phase[] phases) => this.phases = phases;

    public static async Task<Soak> BeginAsync()
    {
        var (make, made) = await TryAsync("make", "apply", Estate.New(Manifest(changed: false)));
        using (made)
        {
            var edited = made.Copy();
            edited.Declare(Manifest(changed: true));
            var (change, changed) = await TryAsync("change", "apply", edited);
            var (takeDown, gone) = await TryAsync("take down", "destroy", made.Copy());
            changed.Dispose();
            gone.Dispose();
            return new([make, change, takeDown]);
        }
    }

    /// <summary>One phase under a script of faults, run again until it succeeds; gives the number of runs and what is wrong then.</summary>
    public async Task<(int Runs, IReadOnlyList<string> Faults)> RunAsync(int seed)
    {
        var random = new Random(seed);
        var phase = phases[seed % 5 is 3 ? 1 : seed % 5 is 4 ? random.Next(1, 3) : 0];
        var script = RandomFaults.Script(random);
        using var estate = phase.Before.Copy();
        await using var host = await estate.ServeAsync(script);
        string[] arguments = [phase.Verb, "--auto-approve", "--allow-delete", "all", "--endpoint", host.BaseAddress.ToString()];
        var runs = 0;
        ProcessResult run;
        do
        {
            run = await FlowPlanProcess.RunAsync(estate.Folder, Settings, arguments);
            runs++;
        }
        while (run.ExitCode != 0 && runs < MostRuns);

        var faults = new List<string>();
        if (run.ExitCode != 0)
            faults.Add($"no success after {runs} runs: {run.All}");
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        using var cleared = await client.DeleteAsync(new Uri("__emulator/faults", UriKind.Relative));
        faults.AddRange(Damage.In(await Estate.ObjectsAsync(host), estate, phase.World, versions: false));
        string[] check = phase.Verb == "destroy" ? arguments : ["plan", "--detailed-exitcode", "--endpoint", host.BaseAddress.ToString()];
        var settled = await FlowPlanProcess.RunAsync(estate.Folder, Settings, check);
        if (settled.ExitCode != 0)
            faults.Add($"there is still something to do: {settled.All}");
        return (runs, [.. faults.Select(f => $"{phase.Name} under {script}: {f}")]);
    }

    public void Dispose()
    {
        foreach (var phase in phases)
            phase.Before.Dispose();
    }

    /// <summary>Runs a phase undisturbed: the phase with the world that it leads to, and the state after it.</summary>
    private static async Task<(Phase Phase, Estate After)> TryAsync(string name, string verb, Estate before)
    {
        var after = before.Copy();
        await using var host = await after.ServeAsync();
        var run = await FlowPlanProcess.RunAsync(
            after.Folder, Settings, verb, "--auto-approve", "--allow-delete", "all", "--endpoint", host.BaseAddress.ToString());
        Assert.That(run.ExitCode, Is.Zero, run.All);
        return (new(name, verb, before, WorldText.Of(await Estate.ObjectsAsync(host), versions: false)), after);
    }

    /// <summary>Five dataflows of seven resources each, and five datasets; changed in place, replaced, some gone and some new.</summary>
    private static string Manifest(bool changed)
    {
        var text = new StringBuilder("apiVersion: flowplan/v1\nproject: soak\nenvironments: { dev: { sandbox: dev } }\n");
        void Section(string name, Func<int, string?> line)
        {
            text.Append(name).Append(":\n");
            for (var i = 0; i < Lines; i++)
            {
                if (line(i) is { } entry)
                    text.Append("  ").Append(entry).Append('\n');
            }
        }

        var gone = changed ? Lines - 1 : Lines;
        Section("connections", i => $"c{i}: {{ name: C{i}, description: {(changed ? "after" : "before")}, dataType: raw, sourceId: src-{(changed && i == 0 ? "new" : i)} }}");
        Section("schemas", i => $"s{i}: {{ definition: {{ title: S{i}, description: {(changed && i == 1 ? "after" : "before")}, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }} }}");
        Section("datasets", i => $"d{i}: {{ name: D{i}, schema: s{i} }}\n  e{i}: {{ name: {(changed && i == 3 ? "New" : "E")}{i}, schema: s{i} }}");
        Section("mappings", i => i < gone ? $"m{i}: {{ name: M{i}, schema: s{i}, fields: {{ person.name.firstName: {(changed && i == 2 ? "given" : "first")} }} }}" : null);
        Section("flows", i => i < gone ? $"f{i}: {{ name: F{i}, description: {(changed ? "after" : "before")}, source: {{ connection: c{i} }}, target: {{ dataset: {(changed && i == 1 ? "e" : "d")}{i} }}, mapping: m{i} }}" : null);
        return text.ToString();
    }

    /// <param name="Name">What is done.</param>
    /// <param name="Verb">The command that does it.</param>
    /// <param name="Before">The state that it begins from.</param>
    /// <param name="World">The world that it leads to when nothing goes wrong.</param>
    private sealed record Phase(string Name, string Verb, Estate Before, string World);
}
