using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>When the platform cannot be reached or refuses, there is one clear message, with the request id where there is one.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ServiceFaultTests
{
    [Test]
    public async Task An_unreachable_platform_is_named()
    {
        using var workspace = Workspace.OfExample("quickstart");

        var run = await FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, "plan", "--env", "dev", "--endpoint", "http://127.0.0.1:9/");

        AssertOneError(run, "FP3010", "127.0.0.1");
    }

    [TestCase(401, "FP3021", true)]
    [TestCase(403, "FP3022", true)]
    [TestCase(404, "FP3023", true)]
    [TestCase(500, "FP3026", true)]
    public async Task A_status_that_refuses_is_explained_with_its_request_id(int status, string code, bool requestId)
    {
        var script = $$"""[{"path": "/flowservice/", "status": {{status}}, "times": -1}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = script });
        using var workspace = Workspace.OfExample("quickstart");

        var run = await platform.RunAsync(workspace, "plan", "--env", "dev");

        AssertErrors(run, code);
        Assert.That(run.Error, requestId ? Does.Contain("request id: ") : Does.Not.Contain("request id: "));
    }

    [Test]
    public async Task Being_rate_limited_until_the_time_limit_is_explained()
    {
        const string Script = """[{"path": "/sandbox-management/", "status": 429, "retryAfter": 0, "times": -1}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = Script });
        using var workspace = Workspace.OfExample("quickstart");
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_RETRY_DELAY"] = "0.1", ["FLOWPLAN_RETRY_TIMEOUT"] = "3" };

        var run = await FlowPlanProcess.RunAsync(workspace.Folder, environment, "plan", "--env", "dev", "--endpoint", platform.Target);

        AssertOneError(run, "FP3025", "--parallelism");
    }

    [Test]
    public async Task An_unexpected_response_is_explained()
    {
        const string Script = """[{"path": "/sandbox-management/", "body": "<html>It works!</html>", "contentType": "text/html", "times": -1}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = Script });
        using var workspace = Workspace.OfExample("quickstart");

        var run = await platform.RunAsync(workspace, "plan", "--env", "dev");

        AssertOneError(run, "FP3014", "sandbox-management");
    }

    [Test]
    public async Task A_wrong_client_secret_is_explained_and_not_shown()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_CLIENT_SECRET"] = "wrong" };

        var run = await FlowPlanProcess.RunAsync(workspace.Folder, environment, "plan", "--env", "dev", "--endpoint", platform.Target);

        AssertOneError(run, "FP3027", "FLOWPLAN_CLIENT_SECRET");
    }

    [Test]
    public async Task Missing_credentials_are_named_all_at_once()
    {
        using var workspace = Workspace.OfExample("quickstart");

        var run = await FlowPlanProcess.RunAsync(workspace, "plan", "--env", "dev");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("FLOWPLAN_ORG_ID").And.Contain("FLOWPLAN_CLIENT_ID").And.Contain("FLOWPLAN_ACCESS_TOKEN"));
    }

    [Test]
    public async Task A_create_that_fails_skips_only_what_needs_it_and_the_next_run_goes_on()
    {
        const string Script = """[{"method": "POST", "path": "/catalog/dataSets", "status": 400, "times": 1}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = Script });
        using var workspace = Workspace.OfExample("quickstart");

        var first = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        var second = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev", "--detailed-exitcode");

        Assert.That(first.ExitCode, Is.EqualTo(5), first.All);
        Assert.That(first.Output, Does.Contain("4 succeeded, 1 failed, 2 skipped").And.Contain("To continue, run: flowplan apply --env dev"));
        Assert.That(second.Output, Does.Contain("Apply complete: 3 resources ("), second.All);
        Assert.That(plan.ExitCode, Is.Zero, plan.All);
    }

    [TestCase("""{"cut": "after"}""")]
    [TestCase("""{"cut": "before"}""")]
    [TestCase("""{"status": 503}""")]
    [TestCase("""{"truncate": true}""")]
    [TestCase("""{"malformed": true}""")]
    [TestCase("""{"withoutId": true}""")]
    public async Task A_create_without_a_trustworthy_answer_is_never_doubled(string fault)
    {
        var script = $$"""[{"method": "POST", "path": "/flowservice/connections", "times": 1, {{fault[1..]}}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = script });
        using var workspace = Workspace.OfExample("quickstart");

        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        var second = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev", "--detailed-exitcode");

        Assert.That((second.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), second.All + plan.All);
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        var objects = System.Text.Json.Nodes.JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray();
        Assert.That(objects.Count(o => (string?)o!["kind"] == "connections"), Is.EqualTo(1));
    }

    [Test]
    public async Task Secrets_show_up_nowhere_even_at_trace_level()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_ACCESS_TOKEN"] = "emulator-canary-token", ["FLOWPLAN_API_KEY"] = "acme" };

        var run = await FlowPlanProcess.RunAsync(
            workspace.Folder, environment, "apply", "--env", "dev", "--auto-approve", "--log-level", "trace", "--endpoint", platform.Target);

        Assert.That(run.ExitCode, Is.Zero, run.All);
        Assert.That(run.All, Does.Contain("trace: POST").And.Not.Contain("canary"));
        foreach (var file in Directory.EnumerateFiles(workspace.Folder, "*", SearchOption.AllDirectories))
            Assert.That(File.ReadAllText(file), Does.Not.Contain("canary"), file);
    }

    private static void AssertOneError(ProcessResult run, params string[] parts)
    {
        AssertErrors(run, parts);
        Assert.That(run.Error.Split('\n').Count(l => l.StartsWith("error ", StringComparison.Ordinal)), Is.EqualTo(1), run.Error);
    }

    private static void AssertErrors(ProcessResult run, params string[] parts)
    {
        Assert.That(run.ExitCode, Is.EqualTo(1), run.All);
        Assert.That(run.Error, Does.Not.Contain("   at ").And.Not.Contain("canary"));
        foreach (var part in parts)
            Assert.That(run.Error, Does.Contain(part));
    }
}
