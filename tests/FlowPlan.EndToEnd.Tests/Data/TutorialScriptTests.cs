using System.Text.Json.Nodes;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Data;

/// <summary>The scripts of the examples do the whole tutorial; a sent record is with its dataset afterwards.</summary>
[Platform(Exclude = "Win")]
[Parallelizable(ParallelScope.All)]
public sealed class TutorialScriptTests
{
    [TestCase("quickstart", "dataset.loyalty", 6)]
    [TestCase("xdm-open", "dataset.orders", 2)]
    public async Task The_script_of_an_example_ends_with_records_in_the_dataset(string example, string dataset, int records)
    {
        using var workspace = Workspace.OfExample(example);

        var run = await FlowPlanProcess.RunAsync(
            "/bin/sh", workspace.Folder, new Dictionary<string, string> { ["FLOWPLAN"] = string.Join(' ', FlowPlanProcess.Command) }, "tutorial.sh");

        Assert.That(run.ExitCode, Is.Zero, run.All);
        Assert.That(run.Output, Does.Contain("  healthy"));
        var id = (string)JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]![dataset]!["id"]!;
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { DataFile = workspace.PathOf(".flowplan/emulator.db") });
        using var client = new HttpClient { BaseAddress = emulator.BaseAddress };
        var found = JsonNode.Parse(await client.GetStringAsync("__emulator/records?dataSet=" + id))!.AsArray();
        Assert.That(found.Select(r => (string?)r!["status"]), Is.EqualTo(Enumerable.Repeat("ingested", records)));
    }
}
