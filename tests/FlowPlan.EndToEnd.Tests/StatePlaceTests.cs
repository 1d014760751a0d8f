using System.Runtime.Versioning;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>
/// A lockfile whose place is in the way: behind a link, replaced while a command runs, on a disk that is read-only or full. The
/// real executable says so in one finding, loses nothing, and goes on when the obstacle is gone.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class StatePlaceTests
{
    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_lockfile_behind_a_link_stays_there()
    {
        await using var recorded = await Recorded.AppliedAsync();
        var target = recorded.Workspace.PathOf("elsewhere/real.json");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(recorded.LockfilePath, target);
        File.CreateSymbolicLink(recorded.LockfilePath, target);
        var former = File.ReadAllText(target);
        recorded.Describe("Another");

        await recorded.ConvergesAsync();

        Assert.That(new FileInfo(recorded.LockfilePath).LinkTarget, Is.EqualTo(target));
        Assert.That(File.ReadAllText(target), Does.Contain("\"Another\""), "the file behind the link is written");
        Assert.That(recorded.Workspace.Read(Recorded.Lockfile + ".backup"), Is.EqualTo(former));
        Assert.That(Directory.EnumerateFiles(Path.GetDirectoryName(target)!), Is.EqualTo(new[] { target }), "nothing else is left there");
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task A_link_that_leads_nowhere_is_not_taken_for_a_lockfile_that_is_not_there_yet([Values] bool loop)
    {
        await using var recorded = await Recorded.AppliedAsync();
        var target = recorded.Workspace.PathOf("elsewhere/real.json");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(recorded.LockfilePath, target);
        File.CreateSymbolicLink(recorded.LockfilePath, loop ? recorded.LockfilePath : target);
        Directory.Move(recorded.Workspace.PathOf("elsewhere"), recorded.Workspace.PathOf("unmounted"));
        recorded.Describe("Another");
        var writes = recorded.Writes();

        foreach (string[] command in new[] { new[] { "plan" }, ["apply", "--auto-approve"], ["drift"] })
            Recorded.AssertOne(await recorded.Platform.RunAsync(recorded.Workspace, [.. command, "--env", "dev"]), "FP6053", Recorded.Lockfile, "fix the link");
        Recorded.AssertOne(await FlowPlanProcess.RunAsync(recorded.Workspace, "outputs", "--env", "dev"), "FP6053", Recorded.Lockfile, "fix the link");

        Assert.That(recorded.Writes(), Is.EqualTo(writes));
        Assert.That(File.Exists(recorded.JournalPath), Is.False);
        Directory.Move(recorded.Workspace.PathOf("unmounted"), recorded.Workspace.PathOf("elsewhere"));
        if (loop)
        {
            File.Delete(recorded.LockfilePath);
            File.CreateSymbolicLink(recorded.LockfilePath, target);
        }

        await recorded.ConvergesAsync();
    }

    [TestCase("former", TestName = "A_lockfile_that_becomes_an_older_one_while_a_command_runs_is_not_overwritten")]
    [TestCase("garbage", TestName = "A_lockfile_that_becomes_something_else_while_a_command_runs_is_not_overwritten")]
    [TestCase(null, TestName = "A_lockfile_that_is_removed_while_a_command_runs_is_not_made_anew")]
    public async Task A_lockfile_that_is_replaced_while_a_command_runs_is_not_overwritten(string? by)
    {
        await using var recorded = await Recorded.AppliedAsync();
        var first = recorded.Workspace.Read(Recorded.Lockfile);
        recorded.Describe("Second");
        await recorded.ApplyInsideAsync();
        var second = recorded.Workspace.Read(Recorded.Lockfile);
        var replacement = by == "former" ? first : by;
        recorded.Describe("Third");
        await recorded.HoldAsync("PATCH", "/connections/", 4000);

        using var running = await Running.HeldUpAsync(recorded.Platform, recorded.Workspace, "apply", "--env", "dev", "--auto-approve");
        if (replacement is null)
            File.Delete(recorded.LockfilePath);
        else
            File.WriteAllText(recorded.LockfilePath, replacement);
        var run = await running.EndAsync();

        Recorded.AssertOne(run, "FP6007", Recorded.Lockfile, "restore the former lockfile", exit: 5);
        Assert.That(File.Exists(recorded.LockfilePath) ? recorded.Workspace.Read(Recorded.Lockfile) : null, Is.EqualTo(replacement), "it is left as somebody else wants it");
        Assert.That(File.Exists(recorded.JournalPath), "what was done is on record");
        Assert.That(recorded.Workspace.Read(Recorded.Lockfile + ".backup"), Is.EqualTo(first), "the backup of the last save");

        var writes = recorded.Writes();
        File.WriteAllText(recorded.LockfilePath, second);
        await recorded.ConvergesAsync();
        Assert.That(recorded.Writes(), Is.EqualTo(writes), "the journal had all of it");
        Assert.That(recorded.Workspace.Read(Recorded.Lockfile), Does.Contain("\"Third\""));
        Assert.That(recorded.Workspace.Read(Recorded.Lockfile + ".backup"), Is.EqualTo(second));
    }

    [Test]
    public async Task A_lockfile_that_comes_while_the_first_apply_runs_is_not_overwritten()
    {
        await using var other = await Recorded.AppliedAsync();
        await using var recorded = await Recorded.NothingAsync();
        await recorded.HoldAsync("POST", "/mappingSets", 4000);
        using var running = await Running.HeldUpAsync(recorded.Platform, recorded.Workspace, "apply", "--env", "dev", "--auto-approve");
        var theirs = other.Workspace.Read(Recorded.Lockfile);
        await recorded.SavesHaveEndedAsync();
        File.WriteAllText(recorded.LockfilePath, theirs);

        Recorded.AssertOne(await running.EndAsync(), "FP6007", Recorded.Lockfile, "restore the former lockfile", exit: 5);

        Assert.That(recorded.Workspace.Read(Recorded.Lockfile), Is.EqualTo(theirs));
        File.Delete(recorded.LockfilePath);
        await recorded.ConvergesAsync();
    }

    [Test]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public async Task In_a_read_only_folder_it_can_be_planned_and_an_apply_stops_before_it_sends_anything()
    {
        await using var recorded = await Recorded.AppliedAsync();
        recorded.Describe("Another");
        var (files, writes) = (recorded.Files(), recorded.Writes());
        using var folder = ReadOnlyFolder.Of(recorded.Workspace.Folder);

        var plan = await recorded.PlanAsync();
        var drift = await recorded.Platform.RunAsync(recorded.Workspace, "drift", "--env", "dev");
        var apply = await recorded.ApplyAsync();

        Assert.That((plan.ExitCode, drift.ExitCode), Is.EqualTo((0, 0)), plan.All + drift.All);
        Recorded.AssertOne(apply, "FP6304", Recorded.Lockfile, "give write access to the file and its folder");
        Assert.That((recorded.Files(), recorded.Writes()), Is.EqualTo((files, writes)));
        folder.MakeWritable();
        await recorded.ConvergesAsync();
        Canaries.Search(recorded.Workspace.Folder, recorded.Workspace.Written);
    }

    [Test]
    [Platform(Include = "Linux")]
    public async Task On_a_full_disk_it_can_be_planned_and_an_apply_stops_before_it_sends_anything()
    {
        await using var recorded = await Recorded.AppliedAsync();
        recorded.Describe("Another");
        using var disk = SmallDisk.Over(recorded.Workspace.Folder);
        disk.Fill();
        var (files, writes) = (recorded.Files(), recorded.Writes());

        var plan = await recorded.PlanAsync();
        var apply = await recorded.ApplyAsync();

        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Recorded.AssertOne(apply, "FP6303", Recorded.Lockfile, "free some space");

        // The lock's file may stay, empty: it holds nobody up, and one that could not be marked as ours is not ours to remove.
        var left = recorded.Files();
        left.Remove(Recorded.Lockfile + ".hold");
        Assert.That((left, recorded.Writes()), Is.EqualTo((files, writes)));
        disk.Free();
        await recorded.ConvergesAsync();
        Canaries.Search(recorded.Workspace.Folder, recorded.Workspace.Written);
    }

    [TestCase("POST", "/connections")]
    [TestCase("POST", "/mappingSets")]
    [TestCase("PATCH", "/connections/")]
    [Platform(Include = "Linux")]
    public async Task A_disk_that_fills_up_during_an_apply_loses_nothing(string method, string path)
    {
        await using var recorded = method == "POST" ? await Recorded.NothingAsync() : await Recorded.AppliedAsync();
        recorded.Describe("Another");
        using var disk = SmallDisk.Over(recorded.Workspace.Folder);
        var former = recorded.Files().GetValueOrDefault(Recorded.Lockfile);
        await recorded.HoldAsync(method, path, 4000);

        using var running = await Running.HeldUpAsync(recorded.Platform, recorded.Workspace, "apply", "--env", "dev", "--auto-approve");
        disk.Fill();
        var run = await running.EndAsync();

        Recorded.AssertOnly(run, "FP6303", Recorded.Lockfile, "free some space", exit: 5);
        Assert.That(File.Exists(recorded.JournalPath), "what was sent is on record");
        if (method == "PATCH")
            Assert.That(recorded.Files()[Recorded.Lockfile], Is.EqualTo(former), "the lockfile is as it was");
        disk.Free();
        await recorded.ConvergesAsync();
        Canaries.Search(recorded.Workspace.Folder, recorded.Workspace.Written);
    }
}
