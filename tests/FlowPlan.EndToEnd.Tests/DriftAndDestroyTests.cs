using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class DriftAndDestroyTests
{
    [Test]
    public async Task Without_an_edit_there_is_no_drift_also_when_the_manifest_changed()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml").Replace("description: ACME streaming dataflow", "description: Another", StringComparison.Ordinal));

        var drift = await platform.RunAsync(workspace, "drift", "--env", "dev");

        Assert.That(drift.ExitCode, Is.Zero, drift.All);
        Assert.That(drift.Output, Does.StartWith("No drift.").And.Contain("7 resources"));
    }

    [Test]
    public async Task An_edit_and_a_delete_on_the_platform_are_drift_with_who_and_what()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        const string Scope = "?organization=ACME@AdobeOrg&sandbox=dev&user=jane@acme.com";
        using var edit = new StringContent("""{"description":"hers","someServerField":1}""", Encoding.UTF8, "application/json");
        await client.PostAsync(new Uri($"__emulator/objects/connections/{Id(workspace, "connection.web")}{Scope}", UriKind.Relative), edit);
        await client.DeleteAsync(new Uri($"__emulator/objects/flows/{Id(workspace, "flow.loyalty")}{Scope}", UriKind.Relative));
        platform.Host.ClearRequests();
        var before = workspace.Read("flowplan.dev.lock.json");

        var drift = await platform.RunAsync(workspace, "drift", "--env", "dev");

        Assert.That(drift.ExitCode, Is.EqualTo(3), drift.All);
        Assert.That(drift.Output, Does.Contain("connection.web").And.Contain("changed by jane@acme.com at ").And.Contain("-> \"hers\""));
        Assert.That(drift.Output, Does.Contain("- flow.loyalty").And.Contain("2 of 7 resources drifted."));
        Assert.That(drift.Output, Does.Not.Contain("someServerField"));
        Assert.That(workspace.Read("flowplan.dev.lock.json"), Is.EqualTo(before));
        Assert.That(platform.Host.Requests.Where(r => r.Method != "GET" && !r.PathAndQuery.StartsWith("/ims/", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_destroy_deletes_what_is_recorded_dependents_first_and_nothing_else()
    {
        await using var platform = await Platform.StartAsync();
        using var theirs = Workspace.OfExample("xdm-open");
        await platform.RunAsync(theirs, "apply", "--auto-approve");
        using var workspace = await AppliedAsync(platform);

        var refused = await platform.RunAsync(workspace, "destroy", "--env", "dev", "--auto-approve");
        var destroy = await platform.RunAsync(workspace, "destroy", "--env", "dev", "--auto-approve", "--allow-delete");
        var others = await platform.RunAsync(theirs, "plan", "--detailed-exitcode");

        Assert.That(refused.ExitCode, Is.EqualTo(7));
        Assert.That(refused.Error, Does.Contain("FP7002").And.Contain("dataset.loyalty"));
        Assert.That(destroy.ExitCode, Is.Zero, destroy.All);
        Assert.That(destroy.Output, Does.Contain("7 to delete").And.Contain("Apply complete: 7 resources ("));
        Assert.That(others.ExitCode, Is.Zero, "what the other manifest made is untouched");
        Assert.That(JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!.AsObject(), Is.Empty);
    }

    [Test]
    public async Task A_guarded_resource_stops_a_destroy()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("reference-existing");
        await platform.RunAsync(workspace, "apply", "platform", "--auto-approve");

        var destroy = await platform.RunAsync(workspace, "destroy", "platform", "--auto-approve", "--allow-delete");

        Assert.That(destroy.ExitCode, Is.EqualTo(7), destroy.All);
        Assert.That(destroy.Error, Does.Contain("FP4008").And.Contain("dataset.customers"));
    }

    private static async Task<Workspace> AppliedAsync(Platform platform)
    {
        var workspace = Workspace.OfExample("quickstart");
        var apply = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        return workspace;
    }

    private static string Id(Workspace workspace, string address) =>
        (string)JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]![address]!["id"]!;
}
