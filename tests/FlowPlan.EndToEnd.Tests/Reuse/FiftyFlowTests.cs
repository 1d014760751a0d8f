using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Reuse;

/// <summary>Twelve lines with a component and <c>forEach</c> make fifty flows, and their plan fits on a screen.</summary>
public sealed class FiftyFlowTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "FlowPlan.EndToEnd.Tests", "Reuse", "Golden");

    private Platform platform = null!;
    private Workspace workspace = null!;

    [SetUp]
    public async Task StartAsync()
    {
        platform = await Platform.StartAsync();
        workspace = new();
        workspace.Write("flowplan.yaml", await File.ReadAllTextAsync(Path.Combine(Folder, "flowplan.yaml")));
    }

    [TearDown]
    public async Task StopAsync()
    {
        workspace.Dispose();
        await platform.DisposeAsync();
    }

    [TestCase(80)]
    [TestCase(120)]
    public async Task The_plan_of_fifty_flows_takes_fewer_than_forty_lines(int columns)
    {
        var plan = await RunAsync("plan", columns);

        Assert.That(workspace.Read("flowplan.yaml").Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.LessThanOrEqualTo(12));
        Assert.That(plan.Output.Split('\n'), Has.Length.LessThan(40));
        Assert.That(plan.Output.Split('\n').Max(l => l.Length), Is.LessThanOrEqualTo(columns));
        Match($"plan-{columns}.txt", plan.Output);
    }

    [Test]
    public async Task One_that_differs_or_has_a_consequence_is_shown_on_its_own()
    {
        var applied = await RunAsync("apply", 80, "--auto-approve");
        Assert.That(applied.ExitCode, Is.Zero, applied.All);
        Assert.That(applied.Output, Does.Contain("252 created"));
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml")
            .Replace("name: \"Flow {{ input.region }}\"", "name: \"Flow {{ input.region }}{{ if input.region == 7 }} (seven){{ end }}\", description: New", StringComparison.Ordinal)
            .Replace("{{ 1..50 }}", "{{ 1..49 }}", StringComparison.Ordinal));

        var plan = await RunAsync("plan", 80);

        Assert.That(plan.Output.Split('\n'), Has.Length.LessThan(80));
        Match("change.txt", plan.Output);
    }

    private Task<ProcessResult> RunAsync(string verb, int columns, params string[] options)
    {
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["COLUMNS"] = columns.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        return FlowPlanProcess.RunAsync(workspace.Folder, environment, [verb, .. options, "--endpoint", platform.Target, "--log-level", "none"]);
    }

    private static void Match(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Repository.UpdatesGoldenFiles)
            File.WriteAllText(path, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")));
    }
}
