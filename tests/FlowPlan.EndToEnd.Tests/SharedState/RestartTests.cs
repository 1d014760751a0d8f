using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>PostgreSQL is stopped while an apply is at work, at a moment that nobody chose, and started again or not.</summary>
public sealed partial class RestartTests
{
    private const int Resources = 60;

    /// <summary>Each create takes a while, so that the moment falls among them.</summary>
    private const string Slowly = """[{"method": "POST", "path": "/connections", "times": 1000, "delayMs": 40}]""";

    private static readonly int Rounds = Soaking.Full ? 12 : 1;

    private PostgresServer server = null!;

    [OneTimeSetUp]
    public void StartServer() => server = PostgresServer.StartAnother();

    [OneTimeTearDown]
    public void EndServer() => server?.Dispose();

    [Test]
    public async Task Restarted_within_the_lease_nothing_is_lost_or_there_twice([Values("fast", "immediate")] string mode, [Values(1, 8)] int parallelism)
    {
        var random = new Random(Soaking.Seed);
        var ends = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var (creates, pause, down) = (random.Next(1, Resources - 5), random.Next(0, 60), random.Next(0, 3000));
            await using var platform = await Platform.StartAsync(new() { FaultScript = Slowly });
            var state = new PostgresState("shop", server: server);
            using var workspace = Shop();

            var said = await ApplyAsync(platform, state, workspace, parallelism, lease: 60, async () =>
            {
                await CreatedAsync(platform, creates);
                await Task.Delay(pause);
                server.Stop(mode);
                await Task.Delay(down);
                server.Start();
            });

            Assert.That(said.ExitCode == 0 || Coded().IsMatch(said.Error), Is.True, said.All);
            ends.Add(said.ExitCode == 0 ? "success" : Coded().Match(said.Error).Value);
            await ConvergesAsync(platform, state, said);
        }

        await TestContext.Progress.WriteLineAsync($"{mode}, parallelism {parallelism}: {string.Join(", ", ends.CountBy(e => e).Select(e => $"{e.Value} {e.Key}"))}");
    }

    [Test]
    public async Task Stopped_for_good_the_command_ends_with_the_documented_error_and_what_was_recorded_is_kept([Values("fast", "immediate")] string mode)
    {
        await using var platform = await Platform.StartAsync(new() { FaultScript = Slowly });
        var state = new PostgresState("shop", server: server);
        using var workspace = Shop();

        ProcessResult said;
        int created;
        try
        {
            said = await ApplyAsync(platform, state, workspace, 8, lease: 6, async () =>
            {
                await CreatedAsync(platform, new Random(Soaking.Seed).Next(5, Resources - 15));
                server.Stop(mode);
            });
            created = (await Estate.ObjectsAsync(platform.Host)).Count;
        }
        finally
        {
            server.Start();
        }

        Assert.That(said.ExitCode, Is.Not.Zero, said.All);

        // Which of the two comes first depends on whether the next write of the journal or the next check of the lock finds it out.
        Assert.That(said.Error, Does.Match("error FP6401: the server that holds the state cannot be reached|error FP6105: .*renewed"), said.All);
        Assert.That(said.All, Does.Not.Contain("Unhandled").And.Not.Contain("   at "));
        Assert.That(created, Is.InRange(5, Resources - 1), "nothing is begun without the state");
        await ConvergesAsync(platform, state, said);
    }

    /// <summary>Runs an apply, and something beside it.</summary>
    private static async Task<ProcessResult> ApplyAsync(Platform platform, PostgresState state, Workspace workspace, int parallelism, int lease, Func<Task> beside)
    {
        var settings = new Dictionary<string, string>(state.Settings(Platform.Credentials)) { ["FLOWPLAN_STATE_LEASE"] = lease.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        var running = FlowPlanProcess.RunAsync(
            workspace.Folder, settings, "apply", "--auto-approve", "--parallelism", parallelism.ToString(System.Globalization.CultureInfo.InvariantCulture), "--endpoint", platform.Target);
        await beside();
        return await running;
    }

    /// <summary>Waits until the service has been asked for so many connections.</summary>
    private static async Task CreatedAsync(Platform platform, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (platform.Host.Requests.Count(r => r.Method == "POST" && r.PathAndQuery.Contains("/connections", StringComparison.Ordinal)) < count)
            await Task.Delay(5, limit.Token);
    }

    /// <summary>The next apply, from an empty clone, ends where an undisturbed one does.</summary>
    private static async Task ConvergesAsync(Platform platform, PostgresState state, ProcessResult former)
    {
        if (former.ExitCode != 0)
            await state.ExpireAsync();
        using var clone = Shop();
        var next = await FlowPlanProcess.RunAsync(clone.Folder, state.Settings(Platform.Credentials), "apply", "--auto-approve", "--endpoint", platform.Target);
        var plan = await FlowPlanProcess.RunAsync(clone.Folder, state.Settings(Platform.Credentials), "plan", "--detailed-exitcode", "--endpoint", platform.Target);

        Assert.That((next.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), former.All + next.All + plan.All);
        var (objects, snapshot) = (await Estate.ObjectsAsync(platform.Host), await state.LoadAsync());
        Assert.That(objects.Select(o => o.Name), Is.EquivalentTo(Enumerable.Range(0, Resources).Select(n => $"Web {n}")), $"replay with FLOWPLAN_SEED={Soaking.Seed}");
        Assert.That(objects.Select(o => o.Id), Is.EquivalentTo(snapshot.Lockfile!.Resources.Values.Select(r => r.Id)), "every object is on record");
        Assert.That(snapshot.Journal, Is.Empty);
    }

    private static Workspace Shop()
    {
        var workspace = new Workspace();
        workspace.Write("flowplan.yaml", $$"""
            apiVersion: flowplan/v1
            project: shop
            environments: { dev: { sandbox: dev } }
            connections:
            {{string.Concat(Enumerable.Range(0, Resources).Select(n => $"  web{n}: {{ name: Web {n}, dataType: raw, sourceId: web-{n} }}\n"))}}
            """);
        return workspace;
    }

    [GeneratedRegex(@"\bFP\d{4}\b")]
    private static partial Regex Coded();
}
