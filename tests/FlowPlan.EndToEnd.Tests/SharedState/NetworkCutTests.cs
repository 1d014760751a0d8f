using System.Collections.Concurrent;
using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>
/// A real apply while the network to the server of its state breaks at a request: before the server gets it, or after it was carried out. With
/// <c>FLOWPLAN_FULL=1</c> at each request of an apply, otherwise at some.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class NetworkCutTests
{
    private const int Width = 3;

    private static readonly string[] Servers = ["PostgreSQL", "Azure Blob Storage", "S3", "HTTP", "GitLab"];

    [Test]
    public async Task Cut_once_at_a_request_the_apply_goes_on_as_if_undisturbed([ValueSource(nameof(Servers))] string server, [Values] bool afterCommit) =>
        await CutAsync(server, sample: 6, lease: 60, number => new(number, afterCommit), (number, applied) =>
        {
            Assert.That(applied.ExitCode, Is.Zero, $"request {number}: {applied.All}");
            Assert.That(applied.All, Does.Not.Contain("warning"), $"request {number}");
        });

    [Test]
    public async Task Cut_off_from_a_request_on_the_apply_ends_with_a_code_and_the_next_goes_on_where_it_was(
        [ValueSource(nameof(Servers))] string server, [Values] bool afterCommit) =>
        await CutAsync(server, sample: 3, lease: 5, number => new(number, afterCommit, Stays: true), (number, applied) =>
        {
            // That the lock could not be released is no failure of an apply whose state is saved.
            Assert.That(applied.Error, Does.Match(applied.ExitCode == 0 ? "warning FP6108:" : "error (FP6401|FP6105):"), $"request {number}: {applied.All}");
            Assert.That(applied.All, Does.Not.Contain("Unhandled").And.Not.Contain("   at ").And.Not.Contain("FP9001"), $"request {number}");
        });

    /// <summary>Runs an apply for each number of a request, and the next one from an empty clone, which ends where an undisturbed one does.</summary>
    private static async Task CutAsync(string server, int sample, int lease, Func<int, NetworkCut> cutAt, Action<int, ProcessResult> check)
    {
        var count = await RunAsync(server, lease, null, applied => Assert.That(applied.ExitCode, Is.Zero, applied.All));
        Assert.That(count, Is.GreaterThan(15), "an undisturbed apply makes many requests");
        var random = new Random(Soaking.Seed);
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(1, count).OrderBy(_ => random.Next()).Take(Soaking.Full ? count : sample));
        var (cut, missed) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Width).Select(async _ =>
        {
            while (waiting.TryDequeue(out var number))
            {
                // How often the lockfile is saved beside the calls depends on the time: a run may have fewer requests than the first.
                var made = await RunAsync(server, lease, cutAt(number), applied => check(number, applied));
                Interlocked.Increment(ref made >= number ? ref cut : ref missed);
            }
        }));
        await TestContext.Progress.WriteLineAsync($"state in {server}, {cutAt(1)}: {count} requests, {cut} cut, {missed} not come to");
        Assert.That(cut, Is.GreaterThan(missed));
    }

    private static async Task<int> RunAsync(string server, int lease, NetworkCut? cut, Action<ProcessResult> check)
    {
        await using var platform = await Platform.StartAsync();
        await using var state = ServerState.On(server, "acme-streaming");
        await using var network = new CuttingProxy(state.Port, cut);
        var settings = state.Settings(Platform.Credentials, port: network.Port);
        settings["FLOWPLAN_STATE_LEASE"] = $"{lease}";
        string[] target = ["--env", "dev", "--endpoint", platform.Target];
        ProcessResult applied;
        using (var folder = Workspace.OfExample("quickstart"))
            applied = await FlowPlanProcess.RunAsync(folder.Folder, settings, ["apply", "--auto-approve", .. target]);
        if (cut is null || network.Requests >= cut.At)
            check(applied);
        if (cut?.Stays == true)
            await state.ExpireAsync();

        using var clone = Workspace.OfExample("quickstart");
        settings = state.Settings(Platform.Credentials);
        var next = await FlowPlanProcess.RunAsync(clone.Folder, settings, ["apply", "--auto-approve", .. target]);
        var plan = await FlowPlanProcess.RunAsync(clone.Folder, settings, ["plan", "--detailed-exitcode", .. target]);

        var where = $"{server}, {cut}:\n{applied.All}\nthe next:\n{next.All}{plan.All}";
        Assert.That((next.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), where);
        if (applied.ExitCode == 0)
            Assert.That(next.All, Does.Contain("No changes"), where);
        var (objects, snapshot) = (await Estate.ObjectsAsync(platform.Host), await state.LoadAsync());
        Assert.That(objects.Select(o => o.Kind), Is.EquivalentTo(Estate.Kinds), "one of each kind, and no more; " + where);
        Assert.That(objects.Select(o => o.ReferredBy), Is.EquivalentTo(snapshot.Lockfile!.Resources.Values.Select(r => r.Id)), "every object is on record; " + where);
        Assert.That(snapshot.Journal, Is.Empty, where);
        return network.Requests;
    }
}
