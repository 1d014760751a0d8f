using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.EndToEnd.Tests.Support;
using static FlowPlan.EndToEnd.Tests.Support.Exports;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>An export that cannot be made says why, and leaves what is there as it was.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExportRefusalTests
{
    [Test]
    public async Task What_is_there_already_is_not_overwritten_unless_told()
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample("xdm-open");
        await platform.RunAsync(made, "apply", "--auto-approve");
        using var workspace = new Workspace();
        workspace.Write("out/flowplan.yaml", "mine");
        workspace.Write("other/schemas/acme-orders.json", "mine");
        workspace.Write("third/flowplan.dev.lock.json", "mine");
        platform.Host.ClearRequests();

        var first = await ExportAsync(platform, workspace, "out");
        var calls = platform.Host.Requests.Count;
        var second = await ExportAsync(platform, workspace, "other");
        var third = await ExportAsync(platform, workspace, "third");
        var kept = (workspace.Read("out/flowplan.yaml"), workspace.Read("other/schemas/acme-orders.json"), File.Exists(workspace.PathOf("other/flowplan.yaml")));
        var forced = await ExportAsync(platform, workspace, "out", "--force");
        var again = await ExportAsync(platform, workspace, "out", "--force");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((first.ExitCode, second.ExitCode, third.ExitCode), Is.EqualTo((7, 7, 7)), first.All + second.All + third.All);
        Assert.That(first.Error, Does.Contain("FP8101").And.Contain("--force"));
        Assert.That(calls, Is.Zero, "it is known before any call");
        Assert.That(kept, Is.EqualTo(("mine", "mine", false)));
        Assert.That((forced.ExitCode, again.ExitCode, plan.ExitCode), Is.EqualTo((0, 0, 0)), forced.All + again.All + plan.All);
    }

    [Test]
    public async Task A_journal_of_a_run_that_was_cut_off_is_not_written_over()
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample("xdm-open");
        await platform.RunAsync(made, "apply", "--auto-approve");
        var store = new FileStateStore(made.Folder, "dev", TimeProvider.System);
        await using (var session = (await store.OpenAsync(new LockRequest("apply", TimeSpan.Zero, new("test", Environment.ProcessId, "host", null)), CancellationToken.None)).ValueOrThrow())
            await session.Journal.OpenAsync(session.Snapshot.Lockfile!);
        var journal = made.Read("flowplan.dev.lock.json.journal");

        var export = await ExportAsync(platform, made, ".", "--force");

        Assert.That(export.ExitCode, Is.EqualTo(7), export.All);
        Assert.That(export.Error, Does.Contain("FP8102"));
        Assert.That(made.Read("flowplan.dev.lock.json.journal"), Is.EqualTo(journal));
        Assert.That(made.Read("flowplan.yaml"), Does.Contain("Senders post records"));
    }

    [Test]
    public async Task A_flow_that_is_not_there_is_guessed_at_and_nothing_is_written()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);

        var flow = await ExportAsync(platform, workspace, "out", "--flow", "Thre");
        var name = await ExportAsync(platform, workspace, "out", "--name", "nothing*");
        var kind = await ExportAsync(platform, workspace, "out", "--kind", "table");

        Assert.That((flow.ExitCode, name.ExitCode, kind.ExitCode), Is.EqualTo((1, 1, 64)), flow.All + name.All + kind.All);
        Assert.That(flow.Error, Does.Contain("FP8103").And.Contain("did you mean 'Three'?"));
        Assert.That(name.Error, Does.Contain("FP8105"));
        Assert.That(Directory.Exists(workspace.PathOf("out")), Is.False);
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_to_is_one_clear_error()
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample("xdm-open");
        await platform.RunAsync(made, "apply", "--auto-approve");
        using var workspace = new Workspace();
        workspace.Write("file", "mine");

        var export = await ExportAsync(platform, workspace, "file/out");

        Assert.That(export.ExitCode, Is.EqualTo(1));
        Assert.That(export.Error, Does.Match("FP630[2-7]").And.Not.Contain("   at "));
        Assert.That(workspace.Read("file"), Is.EqualTo("mine"));
    }

    [Test]
    public async Task A_service_that_fails_leaves_nothing_behind()
    {
        await using var platform = await Platform.StartAsync(new()
        {
            FaultScript = """[{ "method": "GET", "path": "/catalog/dataSets", "status": 500, "times": -1 }]""",
        });
        using var workspace = new Workspace();

        var export = await ExportAsync(platform, workspace, "out");

        Assert.That(export.ExitCode, Is.EqualTo(1));
        Assert.That(export.Error, Does.Contain("FP3026").And.Contain("request id"));
        Assert.That(Directory.Exists(workspace.PathOf("out")), Is.False);
    }

    [Test]
    public async Task Without_a_sandbox_it_asks_for_one()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();

        var none = await platform.RunAsync(workspace, "export", "out", "--project", "acme");
        var empty = await ExportAsync(platform, workspace, "out");

        Assert.That((none.ExitCode, empty.ExitCode), Is.EqualTo((1, 1)), none.All + empty.All);
        Assert.That(none.Error, Does.Contain("FP8106"));
        Assert.That(empty.Error, Does.Contain("FP8105").And.Contain("nothing to export"));
    }
}
