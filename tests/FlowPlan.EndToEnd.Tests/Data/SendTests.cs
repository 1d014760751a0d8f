using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator;

namespace FlowPlan.EndToEnd.Tests.Data;

/// <summary>Records on their way from a file to a dataset.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SendTests
{
    private const string Member = """{"firstName":"Jane","lastName":"Doe","email":"jane@acme.com"}""";

    [Test]
    public async Task A_raw_record_arrives_as_it_is_with_its_dataset()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");

        var send = await data.SendAsync("loyalty", Member);

        Assert.That(send.ExitCode, Is.Zero, send.All);
        var record = (await data.RecordsAsync("?dataSet=" + data.IdOf("dataset.loyalty"))).Single()!;
        Assert.That(record["body"]!.ToJsonString(), Is.EqualTo(Member));
        Assert.That(((string?)record["flow"], (string?)record["status"]), Is.EqualTo((data.IdOf("flow.loyalty"), "ingested")));
        Assert.That(send.Output, Does.Contain("1 record accepted by the inlet of flow.loyalty").And.Contain($"xactionId {record["xactionId"]}"));
        Assert.That(Directory.GetFiles(Path.Combine(data.Workspace.Folder, ".flowplan"), "*.checkpoint"), Is.Empty);
    }

    [Test]
    public async Task A_batch_has_a_result_for_each_of_its_records()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        var lines = string.Join('\n', Enumerable.Range(1, 10).Select(n => $$"""{"n":{{n}}}""")) + "\n{\"header\":{\"schemaRef\":{}},\"body\":{\"xdmEntity\":{}}}\n";
        var failed = data.Workspace.PathOf("failed.ndjson");

        var send = await data.SendAsync("flow.loyalty", lines, "--batch-size", "4", "--failed", failed);

        Assert.That(send.ExitCode, Is.EqualTo(5), send.All);
        Assert.That(send.Output, Does.Contain("line 11: rejected (400): ").And.Contain("10 records accepted").And.Contain(", 1 rejected."));
        Assert.That(data.Posts.Select(p => p.PathAndQuery), Has.Exactly(3).Contains("/collection/batch/"));
        Assert.That((await data.RecordsAsync()).Count(r => (string?)r!["status"] == "ingested"), Is.EqualTo(10));
        Assert.That(File.ReadAllText(failed), Is.EqualTo("{\"header\":{\"schemaRef\":{}},\"body\":{\"xdmEntity\":{}}}\n"));
        if (!OperatingSystem.IsWindows())
            Assert.That(File.GetUnixFileMode(failed), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Nothing_is_sent_when_a_record_cannot_be()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");

        var send = await data.SendAsync("loyalty", Member + "\n{\"a\":\n");

        Assert.That(send.ExitCode, Is.EqualTo(7), send.All);
        Assert.That(send.Error, Does.Contain("FP8212").And.Contain("line 2: it is not JSON"));
        Assert.That(data.Posts, Is.Empty);
    }

    [Test]
    public async Task A_record_without_an_answer_is_not_repeated_until_somebody_asks_for_it()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.FaultAsync("""[{"path":"/collection/","cut":"after","times":1}]""");

        var send = await data.SendAsync("loyalty", Member);
        var kept = (await data.RecordsAsync()).Count;
        var again = await data.SendAsync("loyalty", Member);
        var resume = await data.SendAsync("loyalty", Member, "--resume");
        var resend = await data.SendAsync("loyalty", Member, "--resume", "--resend-unknown");

        Assert.That((send.ExitCode, kept), Is.EqualTo((5, 1)), send.All);
        Assert.That(send.Output, Does.Contain("line 1: unknown: ").And.Contain("1 with unknown outcome"));
        Assert.That(again.ExitCode, Is.EqualTo(7), again.All);
        Assert.That(again.Error, Does.Contain("FP8213"));
        Assert.That(resume.Output, Does.Contain("0 records accepted").And.Contain("1 done earlier"), resume.All);
        Assert.That((resend.ExitCode, (await data.RecordsAsync()).Count), Is.EqualTo((0, 2)), resend.All);
    }

    [TestCase("""[{"path":"/collection/","status":429,"retryAfter":1,"times":2}]""")]
    [TestCase("""[{"path":"/collection/","status":503,"retryAfter":0,"times":1}]""")]
    public async Task What_the_inlet_did_not_take_is_sent_again(string faults)
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.FaultAsync(faults);

        var send = await data.SendAsync("loyalty", Member);

        Assert.That((send.ExitCode, (await data.RecordsAsync()).Count), Is.EqualTo((0, 1)), send.All);
    }

    [Test]
    public async Task An_error_of_the_inlet_leaves_the_outcome_unknown()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.FaultAsync("""[{"path":"/collection/","status":500,"times":1}]""");

        var send = await data.SendAsync("loyalty", Member);

        Assert.That((send.ExitCode, data.Posts.Count), Is.EqualTo((5, 1)), send.All);
        Assert.That(send.Output, Does.Contain("line 1: unknown (500)"));
    }

    [Test]
    public async Task A_send_to_an_inlet_that_is_down_goes_on_with_resume()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        var lines = string.Concat(Enumerable.Range(1, 20).Select(n => $$"""{"n":{{n}}}""" + "\n"));
        await data.FaultAsync("""[{"path":"/collection/","skip":5,"times":-1,"status":503}]""");

        var send = await data.SendAsync("loyalty", lines, "--parallelism", "2");
        await data.FaultAsync("[]");
        var resume = await data.SendAsync("loyalty", lines, "--resume");

        Assert.That((send.ExitCode, resume.ExitCode), Is.EqualTo((1, 0)), send.All + resume.All);
        Assert.That(send.Error, Does.Contain("--resume"));
        Assert.That((await data.RecordsAsync()).Select(r => (int)r!["body"]!["n"]!).Order(), Is.EqualTo(Enumerable.Range(1, 20)), "each once");
    }

    [Test]
    public async Task An_inlet_that_refuses_the_token_is_explained()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.FaultAsync("""[{"path":"/collection/","expireTokens":true,"times":-1}]""");

        var send = await data.SendAsync("loyalty", Member);

        Assert.That(send.ExitCode, Is.EqualTo(1), send.All);
        Assert.That(send.Error, Does.Contain("The inlet requires authentication and rejected the access token."));
        Assert.That(send.Error, Does.Not.Contain("Bearer"));
    }

    [Test]
    public async Task A_new_flow_is_warned_of_and_can_be_waited_for()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.SetAsync("""{"flowLiveAfterSeconds":3600}""");

        var early = await data.SendAsync("loyalty", Member);
        var timeout = await data.SendAsync("loyalty", Member, "--wait", "--wait-timeout", "100ms");
        var young = await data.RunWithAsync(
            new() { ["FLOWPLAN_FLOW_DELAY"] = "3600" }, "send", "loyalty", data.Input, "--manifest", data.Workspace.Folder, "--env", "dev", "--dry-run");
        await data.SetAsync("{}");
        var live = await data.SendAsync("loyalty", Member, "--wait");

        Assert.That((early.ExitCode, timeout.ExitCode, young.ExitCode, live.ExitCode), Is.EqualTo((0, 9, 0, 0)), early.All + timeout.All + live.All);
        Assert.That(early.Error, Does.Contain("FP8217"));
        Assert.That(timeout.Error, Does.Contain("FP8219"));
        Assert.That((await data.RecordsAsync()).Select(r => (string?)r!["status"]), Is.EqualTo(new[] { "dropped", "ingested" }));
    }

    [Test]
    public async Task A_disabled_flow_gets_nothing()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.Platform.EditAsync("flows", data.IdOf("flow.loyalty"), """{"state":"disabled"}""");

        var send = await data.SendAsync("loyalty", Member);

        Assert.That((send.ExitCode, data.Posts.Count), Is.EqualTo((9, 0)), send.All);
        Assert.That(send.Error, Does.Contain("FP8218"));
    }

    [TestCase("loyalti", "FP8201")]
    [TestCase("dataset.loyalty", "FP8201")]
    public async Task A_flow_that_was_not_applied_is_one_finding(string flow, string code)
    {
        await using var data = await DataPlatform.StartAsync("quickstart");

        var send = await data.SendAsync(flow, Member);

        Assert.That(send.ExitCode, Is.EqualTo(1));
        Assert.That(send.Error, Does.Contain(code).And.Contain("flow.loyalty"));
    }

    [Test]
    public async Task Neither_records_nor_the_token_are_in_the_log()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.FaultAsync("""[{"path":"/collection/","status":400,"times":1}]""");

        var send = await data.SendAsync("loyalty", Member + "\n" + Member, "--flow-id-in", "query", "--log-level", "trace");

        Assert.That(send.Error, Does.Contain("trace: POST /collection/").And.Contain(" 400 in "));
        Assert.That(send.All, Does.Not.Contain("jane@acme.com").And.Not.Contain("Bearer").And.Not.Contain("x-adobe-flow-id"));
    }

    [Test]
    public async Task A_flow_that_was_deleted_is_one_finding()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await data.Platform.DeleteAsync("flows", data.IdOf("flow.loyalty"));

        var send = await data.SendAsync("loyalty", Member);

        Assert.That((send.ExitCode, data.Posts.Count), Is.EqualTo((1, 0)), send.All);
        Assert.That(send.Error, Does.Contain("FP8204").And.Contain(data.IdOf("flow.loyalty")));
    }

    [TestCase("missing.ndjson")]
    [TestCase(".")]
    public async Task A_file_that_cannot_be_read_is_one_finding(string file)
    {
        await using var data = await DataPlatform.StartAsync("quickstart");

        var send = await data.RunAsync("send", "loyalty", data.Workspace.PathOf(file), "--manifest", data.Workspace.Folder, "--env", "dev");

        Assert.That(send.ExitCode, Is.EqualTo(1), send.All);
        Assert.That(send.Error, Does.Contain("FP8211"));
    }

    [Test]
    public async Task The_rate_is_limited()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        var lines = string.Concat(Enumerable.Range(1, 6).Select(n => $$"""{"n":{{n}}}""" + "\n"));

        var send = await data.SendAsync("loyalty", lines, "--rate", "10", "--format", "json");

        var summary = JsonNode.Parse(send.Output)!;
        Assert.That((int)summary["accepted"]!, Is.EqualTo(6), send.All);
        Assert.That((double)summary["elapsedSeconds"]!, Is.GreaterThanOrEqualTo(0.5), "a limit from below does not depend on the speed of the machine");
    }

    [Test]
    public async Task Synchronous_validation_gives_the_reason_of_the_schema()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");

        var send = await data.SendAsync("orders", """{"_id":"1","timestamp":"2026-01-01T00:00:00Z","eventType":7}""", "--sync-validation");

        Assert.That(send.ExitCode, Is.EqualTo(5), send.All);
        Assert.That(data.Posts.Single().PathAndQuery, Does.EndWith("?syncValidation=true"));
        Assert.That(send.Output, Does.Contain("line 1: rejected (400): ").And.Contain("does not follow its schema"));
    }

    [Test]
    public async Task An_inlet_within_the_command_is_reached_although_its_host_does_not_exist()
    {
        using var workspace = Support.Workspace.OfExample("xdm-open");
        var input = workspace.Write("order.json", """{"_id":"1","timestamp":"2026-01-01T00:00:00Z"}""");
        Task<Support.ProcessResult> Run(params string[] arguments) => Support.FlowPlanInside.RunAsync(new Dictionary<string, string>(), [.. arguments, "--emulator"]);

        var apply = await Run("apply", workspace.Folder, "--auto-approve");
        var send = await Run("send", "orders", input, "--manifest", workspace.Folder);

        Assert.That((apply.ExitCode, send.ExitCode), Is.EqualTo((0, 0)), apply.All + send.All);
        Assert.That(apply.Output, Does.Contain("inlets.flowplan.invalid"));
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { DataFile = workspace.PathOf(".flowplan/emulator.db") });
        using var client = new HttpClient { BaseAddress = emulator.BaseAddress };
        Assert.That(JsonNode.Parse(await client.GetStringAsync("__emulator/records"))!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Options_that_exclude_each_other_are_refused()
    {
        foreach (var options in new[] { "--resume --restart", "--sync-validation --batch-size 2", "--batch-size 0", "--rate 0", "--flow-id-in body", "--failed a.json" })
        {
            var send = await Support.FlowPlanInside.RunAsync(new Dictionary<string, string>(), ["send", "loyalty", "a.json", .. options.Split(' ')]);
            Assert.That(send.ExitCode, Is.EqualTo(64), string.Create(CultureInfo.InvariantCulture, $"{options}: {send.All}"));
        }
    }
}
