using System.Text.Json.Nodes;
using FlowPlan.Core.Values;
using NJsonSchema;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary><c>--events</c>.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class EventFileTests
{
    [Test]
    public async Task Each_command_writes_its_events_beside_its_output()
    {
        using var cli = new InProcess().Declare("a");
        var plan = await RunAsync(cli, "plan", cli.Manifest);
        var apply = await RunAsync(cli, "apply", cli.Manifest, "--auto-approve");
        cli.Providers.Platform.Fake("base").Objects["id-0001"] = (Value.Map.Of(("name", Value.Of("changed"))), 9);
        var drift = await RunAsync(cli, "drift", cli.Manifest);
        var refused = await RunAsync(cli, "destroy", cli.Manifest, "--auto-approve");
        var destroy = await RunAsync(cli, "destroy", cli.Manifest, "--auto-approve", "--allow-delete");

        Assert.That(plan, Is.EqualTo("plan"));
        Assert.That(apply, Is.EqualTo("plan started completed ended outputs"));
        Assert.That(drift, Is.EqualTo("plan"));
        Assert.That(refused, Is.EqualTo("plan diagnostic"));
        Assert.That(destroy, Is.EqualTo("plan started completed ended outputs"));
    }

    [TestCase("console")]
    [TestCase("json")]
    [TestCase("markdown")]
    public async Task The_output_is_as_without_it(string format)
    {
        using var cli = new InProcess().Declare("a");
        string[] command = ["plan", cli.Manifest, "--format", format];

        var without = await cli.RunAsync(command);
        var with = await cli.RunAsync([.. command, "--events", Path.Combine(cli.Manifest, "events.jsonl")]);

        Assert.That(with, Is.EqualTo(without));
    }

    [Test]
    public async Task A_secret_is_in_no_event()
    {
        using var cli = new InProcess().Declare("a");
        cli.Variables["FLOWPLAN_CLIENT_SECRET"] = "canary-4711";
        var run = await cli.RunAsync("plan", cli.Manifest, "--only", "base.canary-4711", "--events", Path.Combine(cli.Manifest, "events.jsonl"));

        Assert.That(await File.ReadAllTextAsync(Path.Combine(cli.Manifest, "events.jsonl")), Does.Contain("(sensitive)").And.Not.Contain("canary"), run.Error);
    }

    [Test]
    public async Task A_file_that_cannot_be_created_stops_the_command_before_its_first_call()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--events", Path.Combine(cli.Manifest, "no", "such", "folder"));

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, string.Empty)));
        Assert.That(run.Error, Does.StartWith("error FP7005: cannot write to "));
        Assert.That(cli.Providers.Platform.Calls, Is.Empty);
    }

    [Test]
    [Platform("Linux")]
    public async Task A_disk_that_is_full_does_not_stop_an_apply_and_is_reported()
    {
        using var cli = new InProcess().Declare("a");
        var run = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--events", "/dev/full");

        Assert.That(run.Output, Does.Contain("Apply complete: 1 resource (1 created)."));
        Assert.That((run.ExitCode, run.Error.Split(':')[0]), Is.EqualTo((1, "error FP7005")), run.Error);
    }

    /// <summary>The types of the events in their order. Each is valid, and none is earlier than the one before.</summary>
    private static async Task<string> RunAsync(InProcess cli, params string[] command)
    {
        var file = Path.Combine(cli.Manifest, "events.jsonl");
        await cli.RunAsync([.. command, "--events", file]);
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "schema", "events.schema.json"));
        var lines = (await File.ReadAllTextAsync(file)).TrimEnd('\n').Split('\n');
        foreach (var line in lines)
            Assert.That(schema.Validate(line), Is.Empty, line);
        var events = lines.Select(l => JsonNode.Parse(l)!).ToList();
        Assert.That(events.Select(e => (string)e["time"]!), Is.Ordered.And.All.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
        return string.Join(' ', events.Select(e => (string?)e["type"]));
    }
}
