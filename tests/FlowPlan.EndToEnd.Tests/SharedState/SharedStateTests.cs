using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The real executable with its state on a server: a real one of PostgreSQL, Azurite, a stand-in for S3.</summary>
public sealed class SharedStateTests
{
    private static readonly string[] Apply = ["apply", "--env", "dev", "--auto-approve"];
    private static readonly string[] EmptyPlan = ["plan", "--env", "dev", "--detailed-exitcode"];

    [Test]
    public async Task What_one_folder_applied_another_has_nothing_to_do_for([Values("PostgreSQL", "Azure Blob Storage", "S3")] string server)
    {
        await using var platform = await Platform.StartAsync();
        await using var state = ServerState.On(server, "acme-streaming");
        using (var first = Workspace.OfExample("quickstart"))
        {
            var plan = await RunAsync(platform, state, first, EmptyPlan);
            var applied = await RunAsync(platform, state, first, Apply);
            Assert.That((plan.ExitCode, applied.ExitCode), Is.EqualTo((2, 0)), plan.All + applied.All);
            Assert.That(Directory.EnumerateFiles(first.Folder, "*.lock.json*"), Is.Empty, "nothing is written beside the manifest");
        }

        using var clone = Workspace.OfExample("quickstart");
        var again = await RunAsync(platform, state, clone, EmptyPlan);
        var shown = await RunAsync(platform, state, clone, "output", "--env", "dev");
        var listed = await RunAsync(platform, state, clone, "state", "list", "--env", "dev");

        Assert.That(again.ExitCode, Is.Zero, again.All);
        Assert.That(shown.Output, Does.Contain("inlet"), shown.All);
        Assert.That(listed.Output, Does.Contain("flow.loyalty"), listed.All);
        var history = await RunAsync(platform, state, clone, "state", "history", "--env", "dev");
        Assert.That(history.Output, Does.Contain(" bytes"), history.All);
        Assert.That((await state.LoadAsync()).Lockfile!.Resources, Has.Count.EqualTo(7));
    }

    [Test]
    public async Task A_manifest_names_the_location_with_an_expression()
    {
        await using var platform = await Platform.StartAsync();
        var state = new PostgresState("shop");
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", $$"""
            apiVersion: flowplan/v1
            project: shop
            state: "{{state.Location.Replace("127.0.0.1", "{{ var.host }}", StringComparison.Ordinal)}}"
            variables: { host: { default: 127.0.0.1 } }
            environments: { dev: { sandbox: dev } }
            connections: { web: { name: Web, dataType: raw, sourceId: web-1 } }
            """);

        var applied = await FlowPlanProcess.RunAsync(workspace.Folder, state.Settings(Platform.Credentials, withLocation: false), "apply", "--auto-approve", "--endpoint", platform.Target);

        Assert.That(applied.ExitCode, Is.Zero, applied.All);
        Assert.That((await state.LoadAsync()).Lockfile!.Resources, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_state_moves_to_a_server_and_back_and_leaves_behind_where_it_is()
    {
        await using var platform = await Platform.StartAsync();
        var state = new PostgresState("acme-streaming");
        using var workspace = Workspace.OfExample("quickstart");
        var (files, server) = (state.Settings(Platform.Credentials, withLocation: false), state.Settings(Platform.Credentials));
        Task<ProcessResult> RunAsync(Dictionary<string, string> settings, params string[] arguments) => FlowPlanProcess.RunAsync(workspace.Folder, settings, arguments);
        string[] target = ["--endpoint", platform.Target];
        await RunAsync(files, [.. Apply, .. target]);

        var moved = await RunAsync(files, "state", "migrate", "--env", "dev", "--to", state.Location, "--format", "json");
        var refused = await RunAsync(files, [.. EmptyPlan, .. target]);
        var plan = await RunAsync(server, [.. EmptyPlan, .. target]);
        var history = await RunAsync(server, "state", "history", "--env", "dev");
        var back = await RunAsync(server, "state", "migrate", "--env", "dev", "--to", "file");
        var atHome = await RunAsync(files, [.. EmptyPlan, .. target]);
        var gone = await RunAsync(server, "state", "list", "--env", "dev");

        Assert.Multiple(() =>
        {
            Assert.That((moved.ExitCode, plan.ExitCode, back.ExitCode, atHome.ExitCode), Is.EqualTo((0, 0, 0, 0)), moved.All + plan.All + back.All + atHome.All);
            Assert.That(System.Text.Json.Nodes.JsonNode.Parse(moved.Output)!["state"]!.ToString(), Is.EqualTo(state.Location));
            Assert.That(refused.Error, Does.Contain("FP6015").And.Contain(state.Location));
            Assert.That(history.Output, Does.Contain(" bytes"), history.All);
            Assert.That(gone.Error, Does.Contain("FP6015").And.Contain("state: file"));
        });
    }

    [TestCase("plan")]
    [TestCase("drift")]
    public async Task A_command_that_only_reads_reads_the_state_once(string command)
    {
        await using var server = new HttpStateServer(gitLab: false);
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var settings = new Dictionary<string, string>(Platform.Credentials)
        {
            ["TF_HTTP_USERNAME"] = HttpStateServer.User,
            ["TF_HTTP_PASSWORD"] = HttpStateServer.Password,
            ["FLOWPLAN_STATE"] = server.Address("shop").ToString(),
        };
        await FlowPlanProcess.RunAsync(workspace.Folder, settings, [.. Apply, "--endpoint", platform.Target]);
        server.Requests.Clear();
        var result = await FlowPlanProcess.RunAsync(workspace.Folder, settings, command, "--env", "dev", "--endpoint", platform.Target);

        Assert.That(result.ExitCode, Is.Zero, result.All);
        Assert.That(server.Requests, Is.EqualTo(new[] { "GET /states/shop" }));
    }

    [Test]
    public async Task A_token_in_the_query_of_a_location_is_shown_nowhere()
    {
        const string Token = "canary-of-a-query";
        await using var server = new HttpStateServer(gitLab: false);
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var location = $"{server.Address("shop")}?token={Token}";
        var files = new Dictionary<string, string>(Platform.Credentials) { ["TF_HTTP_USERNAME"] = HttpStateServer.User, ["TF_HTTP_PASSWORD"] = HttpStateServer.Password };
        var there = new Dictionary<string, string>(files) { ["FLOWPLAN_STATE"] = location };
        Task<ProcessResult> RunAsync(Dictionary<string, string> settings, params string[] arguments) => FlowPlanProcess.RunAsync(workspace.Folder, settings, arguments);
        await RunAsync(files, [.. Apply, "--endpoint", platform.Target]);
        List<ProcessResult> results =
        [
            await RunAsync(files, "state", "migrate", "--env", "dev", "--to", location),
            await RunAsync(files, "state", "list", "--env", "dev"),
            await RunAsync(there, "state", "lock", "--env", "dev"),
            await RunAsync(there, [.. EmptyPlan, "--endpoint", platform.Target]),
            await RunAsync(there, [.. Apply, "--endpoint", platform.Target]),
            await RunAsync(new(there) { ["TF_HTTP_PASSWORD"] = "wrong" }, "state", "list", "--env", "dev"),
            await RunAsync(there, "state", "migrate", "--env", "dev", "--to", "file", "--format", "json"),
            await RunAsync(there, "state", "list", "--env", "dev"),
        ];

        Assert.That(results.Select(r => r.ExitCode), Is.EqualTo(new[] { 0, 1, 1, 0, 0, 1, 0, 1 }), string.Concat(results.Select(r => r.All)));
        Assert.That(results.Select(r => r.All), Is.All.Not.Contain(Token));
        Assert.That(results[0].Output, Does.Contain($"'state: {server.Address("shop")}' with the query that --to has"));
        Assert.That(Directory.EnumerateFiles(workspace.Folder, "*.lock.json*").Select(File.ReadAllText), Is.All.Not.Contain(Token));
        Assert.That(server.Requests, Has.Some.Contains(Token), "it is sent");
    }

    [TestCase("postgres://jane:canary-of-a-manifest@127.0.0.1/db", "contains a password")]
    [TestCase("\"postgres://{{ var.secret }}/db\"", "sensitive variable")]
    [TestCase("ftp://127.0.0.1/db", "'ftp://'")]
    public async Task A_location_that_cannot_be_used_is_refused_before_anything_is_called(string location, string why)
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", $$"""
            apiVersion: flowplan/v1
            project: shop
            state: {{location}}
            variables: { secret: { sensitive: true } }
            environments: { dev: { sandbox: dev } }
            """);

        var refused = await FlowPlanProcess.RunAsync(
            workspace.Folder, new Dictionary<string, string> { ["FLOWPLAN_VAR_secret"] = "canary-host" }, "state", "list", "--env", "dev");

        Assert.That(refused.ExitCode, Is.EqualTo(1), refused.All);
        Assert.That(refused.Error, Does.Contain("FP6403").And.Contain(why));
    }

    [Test]
    public async Task While_somebody_applies_others_are_told_and_kept_out()
    {
        const string Script = """[{"method": "POST", "path": "/connections$", "times": 1, "holdMs": 600000}]""";
        await using var platform = await Platform.StartAsync(new() { FaultScript = Script });
        var state = new PostgresState("acme-streaming");
        using var workspace = Workspace.OfExample("quickstart");
        var settings = state.Settings(Platform.Credentials);
        using var process = FlowPlanProcess.Start(workspace.Folder, settings, [.. Apply, "--endpoint", platform.Target]);
        while (platform.Host.FaultsInjected == 0)
            await Task.Delay(10);

        using var clone = Workspace.OfExample("quickstart");
        var refused = await RunAsync(platform, state, clone, Apply);
        var plan = await RunAsync(platform, state, clone, "plan", "--env", "dev");
        process.Kill();
        await process.WaitForExitAsync();

        Assert.That(refused.ExitCode, Is.EqualTo(6), refused.All);
        Assert.That(refused.Error, Does.Contain("FP6101").And.Contain("'apply' by "));
        Assert.That(plan.Error, Does.Contain("FP6106").And.Contain("may be outdated"), plan.All);
    }

    [Test]
    public async Task Killed_again_and_again_with_its_folder_lost_it_doubles_nothing_and_loses_nothing()
    {
        const int Kills = 12;
        await using var platform = await Platform.StartAsync();
        var state = new PostgresState("acme-streaming");
        var random = new Random(Soaking.Seed);
        var killed = 0;
        for (var attempt = 0; attempt < Kills; attempt++)
        {
            using var folder = Workspace.OfExample("quickstart");
            using var process = FlowPlanProcess.Start(folder.Folder, state.Settings(Platform.Credentials), [.. Apply, "--endpoint", platform.Target]);
            using var limit = new CancellationTokenSource(random.Next(20, 400));
            await process.WaitForExitAsync(limit.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            killed += process.HasExited ? 0 : 1;
            process.Kill();
            await process.WaitForExitAsync();
            await state.ExpireAsync();
        }

        using var clone = Workspace.OfExample("quickstart");
        var last = await RunAsync(platform, state, clone, Apply);
        var plan = await RunAsync(platform, state, clone, EmptyPlan);

        Assert.That((last.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), last.All + plan.All);
        var (objects, snapshot) = (await Estate.ObjectsAsync(platform.Host), await state.LoadAsync());
        Assert.That(objects.Select(o => o.Kind), Is.EquivalentTo(Estate.Kinds), "one of each kind, and no more");
        Assert.That(objects.Select(o => o.ReferredBy), Is.EquivalentTo(snapshot.Lockfile!.Resources.Values.Select(r => r.Id)), "every object is on record");
        Assert.That(snapshot.Journal, Is.Empty);
        Assert.That(killed, Is.Positive);
    }

    private static Task<ProcessResult> RunAsync(Platform platform, ServerState state, Workspace workspace, params string[] arguments) =>
        FlowPlanProcess.RunAsync(
            workspace.Folder, state.Settings(Platform.Credentials), arguments[0] is "output" or "state" ? arguments : [.. arguments, "--endpoint", platform.Target]);
}
