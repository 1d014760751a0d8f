using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>FLOWPLAN_HEARTBEAT.</summary>
public sealed class HeartbeatSettingTests
{
    [TestCase("", 5)]
    [TestCase(" ", 5)]
    [TestCase("0", 0)]
    [TestCase("0s", 0)]
    [TestCase("1s", 1)]
    [TestCase("30", 30)]
    [TestCase(" 2m ", 120)]
    [TestCase("24h", 86_400)]
    public void A_duration_is_taken(string given, int seconds) =>
        Assert.That(HeartbeatSetting.Read(new Dictionary<string, string> { ["FLOWPLAN_HEARTBEAT"] = given }).ValueOrThrow().Silence, Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("soon")]
    [TestCase("-1s")]
    [TestCase("1ms")]
    [TestCase("25h")]
    [TestCase("1000000h")]
    public async Task Anything_else_is_a_finding_of_every_command(string given)
    {
        using var cli = new InProcess().Declare("a");
        cli.Variables["FLOWPLAN_HEARTBEAT"] = given;

        foreach (var command in new[] { "validate", "plan" })
        {
            var run = await cli.RunAsync(command, cli.Manifest);

            Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, string.Empty)));
            Assert.That(run.Error, Is.EqualTo("error FP7015: FLOWPLAN_HEARTBEAT is not a duration from 1s to 24h, or 0\n   = help: set FLOWPLAN_HEARTBEAT to a duration such as 30s, or unset it\n"));
        }
    }
}
