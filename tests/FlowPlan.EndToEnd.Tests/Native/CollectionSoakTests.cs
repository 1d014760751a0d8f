using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Native;

/// <summary>
/// An apply and plans of thousands of resources with many times as many garbage collections as usual: 200 plans with <c>FLOWPLAN_FULL=1</c>, else three.
/// They find a fault of the runtime or the compiler that an ordinary plan meets once in a long time. See docs/testing.md.
/// </summary>
public sealed class CollectionSoakTests
{
    private static readonly Dictionary<string, string> FrequentCollections = new(Platform.Credentials)
    {
        // Hexadecimal, as the runtime reads them.
        ["DOTNET_GCgen0size"] = "20000",
        ["DOTNET_GCGen0MaxBudget"] = "20000",
    };

    [Test]
    public async Task Frequent_collections_change_no_result()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        var (size, plans) = Soaking.Full ? (8_000, 200) : (1_000, 3);
        workspace.Write("flowplan.yaml", Manifest(size));
        await SucceedAsync("apply", "--auto-approve");
        for (var i = 1; i <= plans; i++)
            await SucceedAsync("plan", "--detailed-exitcode");

        async Task SucceedAsync(params string[] arguments)
        {
            var run = await FlowPlanProcess.RunAsync(workspace.Folder, FrequentCollections, [.. arguments, "--endpoint", platform.Target]);
            Assert.That(run.ExitCode, Is.Zero, run.All);
            platform.Host.ClearRequests();
        }
    }

    private static string Manifest(int size) => $$$"""
        apiVersion: flowplan/v1
        project: large
        environments: { dev: { sandbox: dev } }
        schemas: { event: { title: Event, class: profile } }
        components:
          unit:
            inputs: { number: {} }
            datasets: { data: { name: "Data {{ input.number }}", schema: event } }
            targetConnections: { to: { name: "To {{ input.number }}", dataset: data } }
        instances:
          unit: { component: unit, forEach: "{{ 1..{{{size / 2}}} }}", inputs: { number: "{{ each.value }}" } }
        """;
}
