using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>The service vanishes in the middle of an apply.</summary>
public sealed class VanishedServiceTests
{
    private const int Count = 40;

    [TestCase("console")]
    [TestCase("json")]
    public async Task People_read_one_finding_and_programs_all(string format)
    {
        var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true, FaultScript = """[{"method": "POST", "path": "/connections", "holdMs": 1500}]""" });
        using var workspace = new Workspace();
        var connections = string.Concat(Enumerable.Range(0, Count).Select(n => $"  c{n}: {{ name: C{n}, dataType: raw }}\n"));
        workspace.Write("flowplan.yaml", $"apiVersion: flowplan/v1\nproject: p\nenvironments: {{ dev: {{ sandbox: dev }} }}\nconnections:\n{connections}");
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_MAX_ATTEMPTS"] = "1" };
        using var process = FlowPlanProcess.Start(
            workspace.Folder, environment, "apply", "--auto-approve", "--parallelism", "1", "--format", format, "--log-level", "none", "--endpoint", emulator.BaseAddress.ToString());
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!emulator.Requests.Any(r => r.Method == "POST" && r.PathAndQuery.Contains("/connections", StringComparison.Ordinal)))
            await Task.Delay(20);
        await emulator.DisposeAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(5), await error);
        Assert.That(Regex.Count(await error, "error FP3010"), Is.EqualTo(1), await error);
        Assert.That(await error, Does.Match(@"the same for \d+ more: connection\.c\d+, .* and \d+ others"));
        if (format == "json")
            Assert.That((await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).Count(e => (string?)e["type"] == "failed"), Is.GreaterThan(Count / 2));
    }
}
