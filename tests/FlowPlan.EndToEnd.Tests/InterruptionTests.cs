using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>
/// Signals in the middle of a call, two commands at once, and calls of which several objects could be the outcome: on the
/// real executable.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class InterruptionTests
{
    private static readonly string[] Apply = ["apply", "--env", "dev", "--auto-approve"];
    private static readonly string[] Plan = ["plan", "--env", "dev", "--detailed-exitcode"];

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_signal_lets_what_is_in_flight_end_a_second_stops_at_once_and_both_times_the_next_run_goes_on(
        [Values("POST", "PATCH", "DELETE")] string method, [Values(1, 2)] int signals)
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        string[] command = method == "DELETE" ? ["destroy", "--env", "dev", "--auto-approve", "--allow-delete", "all"] : Apply;
        if (method != "POST")
            await ChangedAsync(platform, workspace);
        await FaultAsync(platform, $$"""[{"method": "{{method}}", "path": "/data/", "holdMs": {{(signals == 1 ? 3000 : 600_000)}}}]""");

        using var running = await Running.HeldUpAsync(platform, workspace, command);
        await running.SignalAsync("TERM");
        await running.SaysAsync("Stopping");
        if (signals == 2)
            await running.SignalAsync("TERM");
        var stopped = await running.EndAsync();
        var left = Directory.EnumerateFiles(workspace.Folder, "*.journal").Any();
        var next = await platform.RunAsync(workspace, command);
        var check = await platform.RunAsync(workspace, method == "DELETE" ? command : Plan);

        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.All);
        Assert.That(stopped.All, signals == 1 ? Does.Not.Contain("FP5005") : Does.Contain("FP5005"));
        Assert.That(left, Is.EqualTo(signals == 2), "what was recorded needs no journal, what was cut off does");
        Assert.That((next.ExitCode, check.ExitCode), Is.EqualTo((0, 0)), next.All + check.All);
        Assert.That(await KindsAsync(platform), Is.EquivalentTo(method == "DELETE" ? [] : Crash.Estate.Kinds));
    }

    [Test]
    public async Task Of_two_applies_at_once_one_works_and_the_other_says_who_it_is_while_plan_and_drift_need_no_lock()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await ChangedAsync(platform, workspace);
        await FaultAsync(platform, """[{"method": "PATCH", "path": "/data/", "holdMs": 600000}]""");
        using var first = await Running.HeldUpAsync(platform, workspace, Apply);
        var files = Files(workspace);

        var second = await platform.RunAsync(workspace, Apply);
        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev");
        var drift = await platform.RunAsync(workspace, "drift", "--env", "dev");
        var after = Files(workspace);
        await first.KillAsync();
        var third = await platform.RunAsync(workspace, Apply);

        Assert.That(second.ExitCode, Is.EqualTo(6), second.All);
        Assert.That(second.Error, Does.Contain("FP6101").And.Contain($"process {first.Id}").And.Contain("UTC").And.Contain("--lock-timeout"));
        Assert.That((plan.ExitCode, drift.ExitCode), Is.EqualTo((0, 3)), plan.All + drift.All);
        Assert.That(plan.Error, Does.Contain("FP6106").And.Contain($"process {first.Id}"), "it says who is applying");
        Assert.That(after, Is.EqualTo(files), "none of them writes");
        Assert.That(third.ExitCode, Is.Zero, "a dead holder holds nobody up: " + third.All);
    }

    [Test]
    public async Task An_apply_that_waits_for_the_lock_goes_on_when_the_other_has_ended()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await ChangedAsync(platform, workspace);
        await FaultAsync(platform, """[{"method": "PATCH", "path": "/data/", "holdMs": 2000}]""");
        using var first = await Running.HeldUpAsync(platform, workspace, Apply);

        var second = await platform.RunAsync(workspace, [.. Apply, "--lock-timeout", "2m"]);

        Assert.That((await first.EndAsync()).ExitCode, Is.Zero);
        Assert.That(second.ExitCode, Is.Zero, second.All);
        Assert.That(second.Output, Does.Contain("No changes"));
    }

    [Test]
    public async Task Where_several_objects_could_be_what_a_call_made_the_line_that_the_finding_gives_settles_it()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await FaultAsync(platform, """[{"method": "POST", "path": "/dataSets", "holdMs": 600000}]""");
        using (var killed = await Running.HeldUpAsync(platform, workspace, Apply))
            await killed.KillAsync();
        await MakeAlikeAsync(platform);

        var stopped = await platform.RunAsync(workspace, Apply);
        Assert.That(stopped.ExitCode, Is.EqualTo(1), stopped.All);
        Assert.That(stopped.Error, Does.Contain("FP5004").And.Contain("dataset.loyalty"));
        var line = stopped.Error.Split('\n').Select(l => l.Trim(' ', '-')).First(l => l.StartsWith("adopt: ", StringComparison.Ordinal));
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml").Replace("    schema: loyalty\n\n", $"    schema: loyalty\n    {line}\n\n", StringComparison.Ordinal));
        var next = await platform.RunAsync(workspace, Apply);
        var plan = await platform.RunAsync(workspace, Plan);

        Assert.That(next.ExitCode, Is.Zero, next.All);
        Assert.That(next.Error, Does.Contain("FP5024"), "the other one is named");
        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Assert.That(JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!["dataset.loyalty"]!["id"]!.ToString(), Is.EqualTo(line.Split(' ')[1]));
    }

    [Test]
    public async Task A_list_that_lags_within_the_window_makes_no_second_object()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await FaultAsync(platform, """[{"method": "POST", "path": "/dataSets", "listLagMs": 400, "cut": "after"}]""");

        var apply = await platform.RunAsync(workspace, Apply);

        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        Assert.That(await KindsAsync(platform), Is.EquivalentTo(Crash.Estate.Kinds));
    }

    /// <summary>Everything is applied, and the manifest then wants another description of the connection.</summary>
    private static async Task ChangedAsync(Platform platform, Workspace workspace)
    {
        var applied = await platform.RunAsync(workspace, Apply);
        Assert.That(applied.ExitCode, Is.Zero, applied.All);
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml").Replace("description: ACME streaming connection", "description: Another", StringComparison.Ordinal));
    }

    private static async Task FaultAsync(Platform platform, string script)
    {
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        using var body = new StringContent(script);
        using var answer = await client.PutAsync(new Uri("__emulator/faults", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Somebody else makes a dataset of the same name and schema.</summary>
    private static async Task MakeAlikeAsync(Platform platform)
    {
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("data/foundation/catalog/dataSets", UriKind.Relative));
        var made = (await Crash.Estate.ObjectsAsync(platform.Host)).Single(o => o.Kind == "dataSets").Body;
        var alike = new JsonObject { ["name"] = made["name"]!.DeepClone(), ["schemaRef"] = made["schemaRef"]!.DeepClone() };
        request.Content = new StringContent(alike.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer emulator-other");
        request.Headers.TryAddWithoutValidation("x-api-key", "other");
        request.Headers.TryAddWithoutValidation("x-gw-ims-org-id", Platform.Organization);
        request.Headers.TryAddWithoutValidation("x-sandbox-name", "dev");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<IEnumerable<string>> KindsAsync(Platform platform) =>
        (await Crash.Estate.ObjectsAsync(platform.Host)).Select(o => o.Kind);

    private static Dictionary<string, string> Files(Workspace workspace) => Directory
        .EnumerateFiles(workspace.Folder, "flowplan.dev.lock.json*")
        .Where(f => !f.EndsWith(".hold", StringComparison.Ordinal))
        .ToDictionary(f => f, File.ReadAllText);
}
