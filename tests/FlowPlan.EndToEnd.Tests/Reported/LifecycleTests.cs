using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Reported;

/// <summary>Sequences of commands that went wrong for users.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LifecycleTests
{
    private const string Head = "apiVersion: flowplan/v1\nproject: web\nenvironments: { dev: { sandbox: dev } }\n";

    [Test]
    public async Task Destroying_keeps_a_Profile_schema_and_says_so_before_anything_is_deleted()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Head + """
            schemas:
              s:
                definition: { title: Visitors, class: profile, fieldGroups: ["https://ns.adobe.com/xdm/context/identitymap"], profile: true }
            datasets: { d: { name: Visitors, schema: s, profile: true, identity: true } }
            """);
        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve");

        var destroy = await platform.RunAsync(workspace, "destroy", "--auto-approve", "--allow-delete");
        var again = await platform.RunAsync(workspace, "destroy", "--auto-approve", "--allow-delete");

        Assert.That((apply.ExitCode, destroy.ExitCode, again.ExitCode), Is.EqualTo((0, 0, 0)), apply.Findings + destroy.Findings + again.All);
        Assert.That(destroy.Output, Does.Contain(". forget schema.s").And.Match(@"a schema that is\s+enabled for Profile cannot be deleted"));
        Assert.That(platform.Host.Requests.Where(r => r.Method == "DELETE" && r.PathAndQuery.Contains("/schemas/", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_saved_plan_is_applied_from_the_folder_of_its_manifest()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("sub/flowplan.yaml", Head + "connections: { a: { name: A, dataType: raw } }\n");
        var plan = await platform.RunAsync(workspace, "plan", "sub", "--out", "sub/saved.json");

        var apply = await FlowPlanProcess.RunAsync(workspace.PathOf("sub"), Platform.Credentials, "apply", "saved.json", "--endpoint", platform.Target);

        Assert.That((plan.ExitCode, apply.ExitCode), Is.EqualTo((0, 0)), plan.Findings + apply.Findings);
        Assert.That(File.Exists(workspace.PathOf("sub/flowplan.dev.lock.json")), Is.True);
    }

    [Test]
    public async Task A_manifest_in_JSON_is_applied_and_its_lockfile_is_not()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("web.json", """{"apiVersion": "flowplan/v1", "project": "web", "environments": {"dev": {"sandbox": "dev"}}, "connections": {"a": {"name": "A", "dataType": "raw"}}}""");

        var apply = await platform.RunAsync(workspace, "apply", "web.json", "--auto-approve");
        var lockfile = await platform.RunAsync(workspace, "apply", "flowplan.dev.lock.json", "--auto-approve");

        Assert.That((apply.ExitCode, lockfile.ExitCode), Is.EqualTo((0, 1)), apply.Findings + lockfile.Findings);
        Assert.That(lockfile.Findings, Does.StartWith("error FP1020: this is a lockfile, not a manifest"));
    }

    [Test]
    public async Task Updating_a_mapping_keeps_what_was_added_in_the_user_interface()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        var manifest = Head + """
            fieldGroups: { g: { title: Parts, classes: [profile], fields: { a: string, b: string } } }
            schemas: { s: { title: Visits, class: profile, fieldGroups: [g] } }
            mappings: { m: { name: Visits, schema: s, fields: { _acme.a: a, _acme.b: b } } }
            """;
        workspace.Write("flowplan.yaml", manifest);
        await platform.RunAsync(workspace, "apply", "--auto-approve");
        var id = (string)JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!["mapping.m"]!["id"]!;
        await platform.EditAsync("mappingSets", id, """{"strictMapping": true, "allowNullValues": true, "inputSchema": {"schemaRef": {"id": "https://ns.adobe.com/acme/schemas/1", "contentType": "1.0"}}}""");
        workspace.Write("flowplan.yaml", manifest.Replace("b: b", "b: b2", StringComparison.Ordinal));

        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve");

        Assert.That(apply.ExitCode, Is.Zero, apply.Findings);
        var put = JsonNode.Parse(platform.Host.Requests.Single(r => r.Method == "PUT").Body)!;
        Assert.That(((bool?)put["strictMapping"], (bool?)put["allowNullValues"], (string?)put["inputSchema"]?["schemaRef"]?["id"]),
            Is.EqualTo(((bool?)true, (bool?)true, "https://ns.adobe.com/acme/schemas/1")));
        Assert.That(put.ToJsonString(), Does.Contain("b2"));
    }
}
