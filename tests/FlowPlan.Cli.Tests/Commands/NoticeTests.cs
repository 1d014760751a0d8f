using System.Text.Json.Nodes;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>What commands say on stderr beside their results.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NoticeTests
{
    [TestCase("console")]
    [TestCase("json")]
    public async Task Quiet_leaves_notices_and_the_log_out_in_every_format(string format)
    {
        using var cli = new InProcess().Declare("a");
        cli.Answer = "no";
        string[] refused = ["apply", cli.Manifest, "--format", format, "--log-level", "info"];
        string[] saved = ["plan", cli.Manifest, "--format", format, "--log-level", "trace", "--out", Path.Combine(cli.Manifest, "plan.json")];
        var told = (await cli.RunAsync(refused)).Error + (await cli.RunAsync(saved)).Error;
        var quiet = (await cli.RunAsync([.. refused, "--quiet"])).Error + (await cli.RunAsync([.. saved, "--quiet"])).Error;

        Assert.That(told, Does.Contain("info: locked ").And.Contain("Apply cancelled.").And.Contain("Plan saved to"));
        Assert.That(quiet, Is.Empty);
    }

    [Test]
    public async Task Notices_are_not_in_a_document()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("plan", cli.Manifest, "--format", "json", "--log-level", "info", "--out", Path.Combine(cli.Manifest, "plan.json"));

        Assert.That(run.Error, Does.Contain("info: planning").And.Contain("Plan saved to"));
        Assert.That(JsonNode.Parse(run.Output)!["formatVersion"], Is.Not.Null);
    }

    [TestCase("console")]
    [TestCase("json")]
    public async Task A_notice_contains_no_secret(string format)
    {
        using var cli = new InProcess().Declare("a");
        cli.Variables["FLOWPLAN_CLIENT_SECRET"] = "canary-4711";
        var run = await cli.RunAsync("plan", cli.Manifest, "--format", format, "--out", Path.Combine(cli.Manifest, "canary-4711.json"));

        Assert.That(run.Error, Does.Contain("(sensitive).json").And.Not.Contain("canary"));
    }

    [Test]
    public async Task A_result_is_no_notice()
    {
        using var cli = new InProcess().Declare("a");
        var hold = Path.Combine(cli.Manifest, "flowplan.dev.lock.json.hold");
        await File.WriteAllTextAsync(hold, """{"id": "left-behind", "user": "ci", "processId": 1, "host": "gone", "since": "2026-11-20T10:00:00Z"}""");
        var unlocked = await cli.RunAsync("state", "unlock", "left-behind", cli.Manifest, "--quiet");

        Assert.That((unlocked.ExitCode, unlocked.Output, unlocked.Error), Is.EqualTo((0, "Lock removed.\n", string.Empty)));
    }
}
