using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>
/// A lockfile that cannot be used: the real executable says so in one finding, changes nothing on disk or on the platform,
/// and goes on when the lockfile is right again.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class StateFileTests
{
    private static readonly string[][] Readers = [["outputs"], ["state", "list"], ["state", "show", "flow.loyalty"]];

    private static readonly TestCaseData[] Broken =
    [
        Case("A_lockfile_with_conflict_markers_stops_every_command", "FP6002", "git checkout --theirs or --ours", text => Conflict(text)),
        Case("A_lockfile_that_is_cut_short_stops_every_command", "FP6010", ".backup", text => text[..(text.Length / 2)]),
        Case("A_lockfile_that_is_empty_stops_every_command", "FP6010", ".backup", _ => string.Empty),
        Case("A_lockfile_of_a_newer_version_stops_every_command", "FP6003", "use the FlowPlan version that wrote it", text => text.Replace("\"version\": 2,", "\"version\": 3,", StringComparison.Ordinal)),
        Case("A_lockfile_that_was_edited_by_hand_stops_every_command", "FP6005", "cannot be accepted", text => text.Replace("ACME Loyalty\"", "ACME Loyalty 2\"", StringComparison.Ordinal)),
    ];

    [TestCaseSource(nameof(Broken))]
    public async Task A_lockfile_that_cannot_be_trusted_stops_every_command(string code, string toDo, Func<string, string> damage)
    {
        await using var recorded = await Recorded.AppliedAsync();
        var former = recorded.Workspace.Read(Recorded.Lockfile);
        recorded.Describe("Another");
        File.WriteAllText(recorded.LockfilePath, damage(former));
        Assert.That(recorded.Workspace.Read(Recorded.Lockfile), Is.Not.EqualTo(former));
        var (files, writes) = (recorded.Files(), recorded.Writes());

        foreach (var command in new[] { "plan", "apply", "drift", "destroy" })
        {
            string[] consent = command switch { "apply" => ["--auto-approve"], "destroy" => ["--auto-approve", "--allow-delete", "all"], _ => [] };
            Recorded.AssertOne(await recorded.Platform.RunAsync(recorded.Workspace, [command, "--env", "dev", .. consent]), code, Recorded.Lockfile, toDo);
        }

        foreach (var reader in Readers)
            Recorded.AssertOne(await FlowPlanProcess.RunAsync(recorded.Workspace, [.. reader, "--env", "dev"]), code, Recorded.Lockfile, toDo);
        Assert.That(recorded.Files(), Is.EqualTo(files), "nothing on disk is touched");
        Assert.That(recorded.Writes(), Is.EqualTo(writes), "nothing on the platform is touched");

        File.WriteAllText(recorded.LockfilePath, former);
        await recorded.ConvergesAsync();
        Assert.That(recorded.Workspace.Read(Recorded.Lockfile + ".backup"), Is.EqualTo(former), "the lockfile from before the apply that changed something");
    }

    [TestCase("sandbox", "check the environment's sandbox")]
    [TestCase("organization", "check the credentials")]
    public async Task A_lockfile_of_another_place_is_not_used_there(string what, string toDo)
    {
        await using var recorded = await Recorded.AppliedAsync();
        var environment = new Dictionary<string, string>(Platform.Credentials);
        var manifest = recorded.Workspace.Read("flowplan.yaml");
        if (what == "sandbox")
            recorded.Workspace.Write("flowplan.yaml", manifest.Replace("dev: { sandbox: dev }", "dev: { sandbox: prod }", StringComparison.Ordinal));
        else
            environment["FLOWPLAN_ORG_ID"] = "OTHER@AdobeOrg";
        var (files, writes) = (recorded.Files(), recorded.Writes());

        foreach (string[] command in new[] { new[] { "plan" }, ["apply", "--auto-approve"], ["drift"] })
        {
            var run = await FlowPlanProcess.RunAsync(recorded.Workspace.Folder, environment, [.. command, "--env", "dev", "--endpoint", recorded.Platform.Target]);
            Recorded.AssertOne(run, "FP6006", Recorded.Lockfile, toDo);
            Assert.That(run.Error, Does.Contain($"belongs to {what} '"));
        }

        Assert.That((recorded.Files(), recorded.Writes()), Is.EqualTo((files, writes)));
        recorded.Workspace.Write("flowplan.yaml", manifest);
        await recorded.ConvergesAsync();
    }

    [Test]
    public async Task A_journal_beside_a_lockfile_of_another_lineage_is_kept_until_its_own_lockfile_is_back()
    {
        await using var other = await Recorded.AppliedAsync();
        await using var recorded = await Recorded.NothingAsync();
        await recorded.HoldAsync("POST", "/mappingSets", 600_000);

        // One call at a time: no other is on its way when the process is killed.
        using (var killed = await Running.HeldUpAsync(recorded.Platform, recorded.Workspace, "apply", "--env", "dev", "--auto-approve", "--parallelism", "1"))
            await killed.KillAsync();

        // The emulator records the call that it held when it notices that the caller is gone.
        Assert.That(() => recorded.Platform.Host.Requests.Any(r => r.Method == "POST" && r.PathAndQuery.Contains("/mappingSets", StringComparison.Ordinal)), Is.True.After(10_000, 20));
        var own = File.Exists(recorded.LockfilePath) ? recorded.Workspace.Read(Recorded.Lockfile) : null;
        File.Copy(other.LockfilePath, recorded.LockfilePath, overwrite: true);
        var (files, writes) = (recorded.Files(), recorded.Writes());
        Assert.That(files, Does.ContainKey(Recorded.Lockfile + ".journal"));

        foreach (string[] command in new[] { new[] { "plan" }, ["apply", "--auto-approve"], ["drift"] })
            Recorded.AssertOne(await recorded.Platform.RunAsync(recorded.Workspace, [.. command, "--env", "dev"]), "FP6202", Recorded.Lockfile + ".journal", "restore the lockfile");
        Recorded.AssertOne(await FlowPlanProcess.RunAsync(recorded.Workspace, "state", "list", "--env", "dev"), "FP6202", Recorded.Lockfile + ".journal", "restore the lockfile");

        // The file of a lock is left by a kill, and removed by whoever holds it next.
        files.Remove(Recorded.Lockfile + ".hold");
        Assert.That((recorded.Files(), recorded.Writes()), Is.EqualTo((files, writes)), "the journal alone knows of what was made");
        if (own is null)
            File.Delete(recorded.LockfilePath);
        else
            File.WriteAllText(recorded.LockfilePath, own);
        await recorded.ConvergesAsync();
    }

    private static TestCaseData Case(string name, string code, string toDo, Func<string, string> damage) =>
        new TestCaseData(code, toDo, damage).SetName(name);

    /// <summary>As git leaves a file that two branches changed.</summary>
    private static string Conflict(string text)
    {
        var lines = text.Split('\n').ToList();
        var serial = lines.FindIndex(l => l.Contains("\"serial\"", StringComparison.Ordinal));
        lines.InsertRange(serial + 1, ["=======", "  \"serial\": 99,", ">>>>>>> theirs"]);
        lines.Insert(serial, "<<<<<<< HEAD");
        return string.Join('\n', lines);
    }
}
