using System.Text.Json.Nodes;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.SharedState;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Encryption;

/// <summary>The executable with the state and saved plans encrypted.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EncryptedStateTests
{
    private const string Lockfile = "flowplan.dev.lock.json";

    /// <summary>Names, values and addresses of the quickstart.</summary>
    private static readonly string[] Words =
        ["Loyalty", "loyalty", "acme-streaming", "connection", "dataset", "lineage", "serial", "naturalKey", "inletUrl", "firstName", "http://", "formatVersion", "AdobeOrg"];

    private static readonly string[] Apply = ["apply", "--env", "dev", "--auto-approve"];
    private static readonly string[] EmptyPlan = ["plan", "--env", "dev", "--detailed-exitcode"];

    [Test]
    public async Task Killed_at_a_create_the_next_apply_goes_on_and_no_file_ever_tells_anything([Range(0, 6)] int create)
    {
        var script = $$"""[{"method": "POST", "path": "/data/", "skip": {{create}}, "times": 1, "holdMs": 600000}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = script });
        using var workspace = Workspace.OfExample("quickstart");
        var settings = EncryptedRun.Settings(Keys.First);
        using (var process = FlowPlanProcess.Start(workspace.Folder, settings, [.. Apply, "--endpoint", platform.Target]))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (platform.Host.FaultsInjected == 0)
                await Task.Delay(10, limit.Token);
            process.Kill();
            await process.WaitForExitAsync();
        }

        Assert.That(File.ReadAllText(workspace.PathOf(Lockfile + ".journal")), Does.Contain("\"flowplan\":\"encrypted\""));
        File.Delete(workspace.PathOf(Lockfile + ".hold"));
        var ids = await IdsAsync(platform);
        Assert.That(EncryptedRun.Disclosures(workspace, Words.Concat(ids)), Is.Empty);

        var refused = await EncryptedRun.RunAsync(platform, workspace, EncryptedRun.Settings(null), Apply);
        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(refused.Error, Does.Contain("FP6502").And.Contain("FLOWPLAN_ENCRYPTION_KEY"));
        Assert.That(await IdsAsync(platform), Is.EquivalentTo(ids), "without the key nothing is created");

        var next = await EncryptedRun.RunAsync(platform, workspace, settings, Apply);
        var plan = await EncryptedRun.RunAsync(platform, workspace, settings, EmptyPlan);
        var pulled = await FlowPlanProcess.RunAsync(workspace.Folder, settings, "state", "pull", "--env", "dev");

        Assert.That((next.ExitCode, plan.ExitCode, pulled.ExitCode), Is.EqualTo((0, 0, 0)), next.All + plan.All + pulled.All);
        var recorded = JsonNode.Parse(pulled.Output)!["resources"]!.AsObject().Select(r => ((string)r.Value!["id"]!).Split('/')[^1]);
        ids = await IdsAsync(platform);
        Assert.That(ids, Is.EquivalentTo(recorded).And.Length.EqualTo(7), "every object is on record, once");
        File.Delete(workspace.PathOf(Lockfile + ".hold"));
        Assert.That(EncryptedRun.Disclosures(workspace, Words.Concat(ids)), Is.Empty);
    }

    [Test]
    public async Task A_saved_plan_is_encrypted_shown_and_applied()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var settings = EncryptedRun.Settings(Keys.First);

        var plan = await EncryptedRun.RunAsync(platform, workspace, settings, "plan", "--env", "dev", "--out", "saved.json");
        Assert.That(EncryptedRun.Disclosures(workspace, Words), Is.Empty);
        var show = await FlowPlanProcess.RunAsync(workspace.Folder, settings, "show", "saved.json");
        var locked = await FlowPlanProcess.RunAsync(workspace.Folder, EncryptedRun.Settings(Keys.Second), "show", "saved.json");
        var unset = await EncryptedRun.RunAsync(platform, workspace, EncryptedRun.Settings(null), "apply", "saved.json");
        var apply = await EncryptedRun.RunAsync(platform, workspace, settings, "apply", "saved.json");
        var stateAsPlan = await EncryptedRun.RunAsync(platform, workspace, settings, "apply", Lockfile);
        File.Copy(workspace.PathOf("saved.json"), workspace.PathOf(Lockfile), overwrite: true);
        var planAsState = await EncryptedRun.RunAsync(platform, workspace, settings, "plan", "--env", "dev");

        Assert.That((plan.ExitCode, show.ExitCode, apply.ExitCode), Is.EqualTo((0, 0, 0)), plan.All + show.All + apply.All);
        Assert.That(show.Output, Is.EqualTo(plan.Output));
        Assert.That(locked.Error, Does.Contain("FP6502").And.Contain("the saved plan is encrypted with key").And.Contain("FLOWPLAN_ENCRYPTION_OLD_KEYS"));
        Assert.That(unset.Error, Does.Contain("FP6502").And.Contain("no key is set").And.Contain("set FLOWPLAN_ENCRYPTION_KEY"));
        Assert.That(locked.All + unset.All, Does.Not.Contain("not a saved plan").And.Not.Contain("damaged"));
        Assert.That(stateAsPlan.Error, Does.Contain("not a saved plan"));
        Assert.That(planAsState.Error, Does.Contain("FP6005"));
    }

    [Test]
    public async Task A_state_in_clear_is_encrypted_then_rotated_then_written_in_clear_again()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var (clear, first, both, second) = (EncryptedRun.Settings(null), EncryptedRun.Settings(Keys.First), EncryptedRun.Settings(Keys.Second, Keys.First), EncryptedRun.Settings(Keys.Second));
        await EncryptedRun.RunAsync(platform, workspace, clear, Apply);
        var original = workspace.Read(Lockfile);

        var migrated = await EncryptedRun.RunAsync(platform, workspace, first, EmptyPlan);
        await PushWhatIsPulledAsync(workspace, first);
        Assert.That(workspace.Read(Lockfile), Does.StartWith("{\"flowplan\":\"encrypted\""));
        Assert.That(migrated.ExitCode, Is.Zero, migrated.All);
        Assert.That(migrated.Error, Does.Not.Contain("warning"));

        await PushWhatIsPulledAsync(workspace, both);
        var rotated = await EncryptedRun.RunAsync(platform, workspace, second, EmptyPlan);
        var former = await EncryptedRun.RunAsync(platform, workspace, first, EmptyPlan);
        Assert.That(rotated.ExitCode, Is.Zero, rotated.All);
        Assert.That(former.Error, Does.Contain("FP6502"));

        await PushWhatIsPulledAsync(workspace, EncryptedRun.Settings(null, Keys.Second));
        Assert.That(workspace.Read(Lockfile), Is.EqualTo(original));
    }

    [Test]
    public async Task An_apply_without_changes_encrypts_a_state_in_clear_or_under_an_old_key_once_and_says_so([Values("file", "PostgreSQL")] string server)
    {
        const string Said = "Nothing changed in the state; it was encrypted with the key in FLOWPLAN_ENCRYPTION_KEY.";
        await using var platform = await Platform.StartAsync();
        await using var state = server == "file" ? null : ServerState.On(server, "acme-streaming");
        using var workspace = Workspace.OfExample("quickstart");
        var clear = await ApplyAsync(null);
        var serial = await SerialAsync(null);

        var encrypted = await ApplyAsync(Keys.First);
        var again = await ApplyAsync(Keys.First);
        var rotated = await ApplyAsync(Keys.Second, Keys.First);
        var afterwards = await ApplyAsync(Keys.Second);
        var former = await ApplyAsync(Keys.First);
        var withoutKey = await ApplyAsync(null, Keys.Second);

        Assert.That(new[] { clear, encrypted, again, rotated, afterwards, withoutKey }.Select(r => r.ExitCode), Is.All.Zero, encrypted.All + rotated.All);
        Assert.That(new[] { clear, encrypted, again, rotated, afterwards, withoutKey }.Select(r => r.Error.Contains(Said, StringComparison.Ordinal)), Is.EqualTo(new[] { false, true, false, true, false, false }));
        Assert.That(former.Error, Does.Contain("FP6502"), "only the new key reads it");
        Assert.That(await SerialAsync(Keys.Second), Is.EqualTo(serial));

        Task<ProcessResult> ApplyAsync(string? key, string? old = null) => FlowPlanProcess.RunAsync(workspace.Folder, Settings(key, old), [.. Apply, "--endpoint", platform.Target]);

        Dictionary<string, string> Settings(string? key, string? old = null) => state?.Settings(EncryptedRun.Settings(key, old)) ?? EncryptedRun.Settings(key, old);

        async Task<long> SerialAsync(string? key)
        {
            var pulled = await FlowPlanProcess.RunAsync(workspace.Folder, Settings(key), "state", "pull", "--env", "dev");
            return (long)JsonNode.Parse(pulled.Output)!["serial"]!;
        }
    }

    [Test]
    public async Task History_and_rollback_work_with_encrypted_versions_and_push_takes_an_encrypted_file()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var settings = EncryptedRun.Settings(Keys.First);
        await EncryptedRun.RunAsync(platform, workspace, settings, Apply);
        File.Copy(workspace.PathOf(Lockfile), workspace.PathOf("copy.json"));
        var removed = await EncryptedRun.RunAsync(platform, workspace, settings, "state", "rm", "flow.loyalty", "--env", "dev");
        var history = await FlowPlanProcess.RunAsync(workspace.Folder, settings, "state", "history", "--env", "dev", "--format", "json");
        var serials = JsonNode.Parse(history.Output)!.AsArray().Select(v => (long)v!["serial"]!).ToList();
        var rolled = await FlowPlanProcess.RunAsync(workspace.Folder, settings, "state", "rollback", serials[^1].ToString(System.Globalization.CultureInfo.InvariantCulture), "--env", "dev");
        var plan = await EncryptedRun.RunAsync(platform, workspace, settings, EmptyPlan);
        await EncryptedRun.RunAsync(platform, workspace, settings, "state", "rm", "flow.loyalty", "--env", "dev");
        var pushed = await FlowPlanProcess.RunAsync(workspace.Folder, settings, "state", "push", "copy.json", "--force", "--env", "dev");
        var again = await EncryptedRun.RunAsync(platform, workspace, settings, EmptyPlan);

        Assert.That((removed.ExitCode, rolled.ExitCode, plan.ExitCode, pushed.ExitCode, again.ExitCode), Is.EqualTo((0, 0, 0, 0, 0)), removed.All + rolled.All + plan.All + pushed.All + again.All);
        Assert.That(serials, Has.Count.EqualTo(2));
        Assert.That(workspace.Read(Lockfile) + workspace.Read(Lockfile + ".backup"), Does.Not.Contain("serial"));
    }

    [Test]
    public async Task A_value_that_is_not_a_key_is_refused_before_anything_is_written()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");

        var refused = await EncryptedRun.RunAsync(platform, workspace, EncryptedRun.Settings("canary-that-is-not-a-key"), Apply);

        Assert.That(refused.ExitCode, Is.EqualTo(1), refused.All);
        Assert.That(refused.Error, Does.Contain("FP6501").And.Contain("FLOWPLAN_ENCRYPTION_KEY is not 32 bytes in base64").And.Not.Contain("that-is-not"));
        Assert.That(await IdsAsync(platform), Is.Empty);
    }

    private static async Task PushWhatIsPulledAsync(Workspace workspace, Dictionary<string, string> settings)
    {
        var pulled = await FlowPlanProcess.RunAsync(workspace.Folder, settings, "state", "pull", "--env", "dev");
        File.WriteAllText(workspace.PathOf("pulled.json"), pulled.Output);
        var pushed = await FlowPlanProcess.RunAsync(workspace.Folder, settings, "state", "push", "pulled.json", "--env", "dev");
        File.Delete(workspace.PathOf("pulled.json"));
        Assert.That((pulled.ExitCode, pushed.ExitCode), Is.EqualTo((0, 0)), pulled.Error + pushed.All);
    }

    private static async Task<string[]> IdsAsync(Platform platform)
    {
        string[] ours = ["connections", "schemas", "dataSets", "sourceConnections", "targetConnections", "mappingSets", "flows"];
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        return [.. JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray().Where(o => ours.Contains((string)o!["kind"]!)).Select(o => (string)o!["id"]!)];
    }
}
