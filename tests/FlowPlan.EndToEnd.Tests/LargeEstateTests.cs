using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>From 200 objects of a kind on, they are read while the manifest is put together. What a command says stays the same, and no page is read twice.</summary>
public sealed class LargeEstateTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: large
        environments: { dev: { sandbox: dev } }
        connections:
          web:
            forEach: "{{ 1..210 }}"
            name: "Web {{ each.value }}"
            dataType: raw
            sourceId: "web-{{ each.value }}"
        """;

    private Platform platform = null!;
    private Workspace workspace = null!;

    [OneTimeSetUp]
    public async Task ApplyAsync()
    {
        platform = await Platform.StartAsync();
        workspace = new();
        workspace.Write("flowplan.yaml", Manifest);
        var applied = await platform.RunAsync(workspace, "apply", "--auto-approve");
        Assert.That(applied.ExitCode, Is.Zero, applied.All);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        workspace.Dispose();
        await platform.DisposeAsync();
    }

    [SetUp]
    public void Begin()
    {
        workspace.Write("flowplan.yaml", Manifest);
        platform.Host.ClearRequests();
    }

    [TestCase("plan", "No changes.")]
    [TestCase("drift", "No drift.")]
    public async Task Each_page_is_read_once(string command, string expected)
    {
        var run = await platform.RunAsync(workspace, command);

        Assert.That(run.ExitCode, Is.Zero, run.All);
        Assert.That(run.Output, Does.StartWith(expected));
        AssertEachOnce();
    }

    [Test]
    public async Task A_plan_that_needs_the_whole_list_besides_goes_on_where_reading_ahead_stopped()
    {
        workspace.Write("flowplan.yaml", Manifest + "\n" + """
              other: { name: Other, dataType: raw, sourceId: other }
            """);

        var plan = await platform.RunAsync(workspace, "plan");

        Assert.That(plan.Output, Does.Contain("connection.other").And.Contain("1 to create"), plan.All);
        AssertEachOnce();
    }

    [Test]
    public async Task An_invalid_manifest_is_reported_as_it_is_without_a_state()
    {
        workspace.Write("flowplan.yaml", Manifest.Replace("dataType: raw", "dataType: raw\n    nmae: x", StringComparison.Ordinal));

        var plan = await platform.RunAsync(workspace, "plan");

        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.All);
        Assert.That(plan.Error, Does.Contain("nmae").And.Not.Contain("FP3"));
    }

    [Test]
    public async Task An_invalid_manifest_does_not_wait_for_a_server_of_the_state_that_never_answers()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        workspace.Write("flowplan.yaml", Manifest.Replace("project: large", $"project: large\nstate: http://{silent.LocalEndpoint}/state", StringComparison.Ordinal) + "\n" + """
            flows: { f: { name: F, source: { connection: nowhere }, target: { dataset: d } } }
            """);

        var plan = await platform.RunAsync(workspace, "plan");

        Assert.That(plan.ExitCode, Is.EqualTo(1), plan.All);
        Assert.That(plan.Error, Does.Contain("nowhere").And.Not.Contain("FP64"));
    }

    [Test]
    public async Task A_sandbox_that_does_not_exist_is_reported_once()
    {
        workspace.Write("flowplan.yaml", Manifest.Replace("sandbox: dev", "sandbox: nowhere", StringComparison.Ordinal));

        var plan = await platform.RunAsync(workspace, "plan");

        Assert.That(plan.ExitCode, Is.Not.Zero);
        Assert.That(plan.Error.Split("nowhere").Length - 1, Is.GreaterThan(0), plan.All);
        Assert.That(platform.Host.Requests.Count(r => r.PathAndQuery.Contains("/connections", StringComparison.Ordinal)), Is.Zero, plan.All);
    }

    private void AssertEachOnce()
    {
        var lists = platform.Host.Requests.Where(r => r.Method == "GET").Select(r => r.PathAndQuery).ToList();
        Assert.That(lists.Count(l => l.Contains("/connections", StringComparison.Ordinal)), Is.GreaterThan(1), "the list has several pages");
        Assert.That(lists, Is.Unique);
    }
}
