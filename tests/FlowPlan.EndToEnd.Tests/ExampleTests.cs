using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class ExampleTests
{
    [Test]
    public async Task The_open_xdm_example_applies_and_settles()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("xdm-open");

        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve");
        var plan = await platform.RunAsync(workspace, "plan", "--detailed-exitcode");

        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Assert.That(platform.Host.Requests.Any(r => r.PathAndQuery.Contains("mappingSets", StringComparison.Ordinal) && r.Method == "POST"), Is.False);
    }

    [Test]
    public async Task The_example_that_refers_to_existing_objects_makes_only_its_own()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("reference-existing");
        var owned = await platform.RunAsync(workspace, "apply", "platform", "--auto-approve");
        platform.Host.ClearRequests();

        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve");
        var plan = await platform.RunAsync(workspace, "plan", "--detailed-exitcode");

        Assert.That((owned.ExitCode, apply.ExitCode, plan.ExitCode), Is.EqualTo((0, 0, 0)), owned.All + apply.All + plan.All);
        Assert.That(apply.Output, Does.Contain("Apply complete: 5 resources ("));
        var posts = platform.Host.Requests.Where(r => r.Method == "POST").Select(r => r.PathAndQuery).ToList();
        Assert.That(posts.Any(p => p.Contains("dataSets", StringComparison.Ordinal) || p.Contains("tenant/schemas", StringComparison.Ordinal)), Is.False);
    }

    [Test]
    public async Task A_reference_to_what_is_not_there_is_one_clear_error()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("reference-existing");

        var plan = await platform.RunAsync(workspace, "plan");

        Assert.That(plan.ExitCode, Is.EqualTo(1));
        Assert.That(plan.Error, Does.Contain("FP4003").And.Contain("flowplan.yaml:10:3").And.Contain("ACME Customers"));
        Assert.That(plan.Error, Does.Not.Contain("   at "));
    }
}
