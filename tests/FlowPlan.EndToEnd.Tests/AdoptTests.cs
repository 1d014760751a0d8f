using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>Putting live objects on record, one by one or all at once, and letting them go.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AdoptTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        connections:
          web: { name: Web, dataType: raw, sourceId: web-1 }
        schemas:
          s: { definition: { title: Members, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          d: { name: Members, schema: s, tags: { team: [crm] } }
        mappings:
          m: { name: Members, schema: s, fields: { person.name.firstName: first } }
        flows:
          f:
            name: Members
            description: Into the lake
            source: { connection: web }
            target: { dataset: d }
            mapping: m
        outputs:
          inlet: connections.web.inletUrl
        """;

    private const string Lockfile = "flowplan.dev.lock.json";

    [Test]
    public async Task A_lost_lockfile_is_rebuilt_without_a_change_and_the_next_plan_is_empty()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        var before = JsonNode.Parse(workspace.Read(Lockfile))!;
        File.Delete(workspace.PathOf(Lockfile));
        platform.Host.ClearRequests();

        var adopt = await platform.RunAsync(workspace, "import", "--all");
        var lists = platform.Host.Requests.Where(r => r.Method == "GET" && r.PathAndQuery.Contains("limit=", StringComparison.Ordinal)).Select(r => r.PathAndQuery).ToList();
        var plan = await platform.RunAsync(workspace, "plan", "--detailed-exitcode");

        Assert.That(adopt.ExitCode, Is.Zero, adopt.All);
        Assert.That(adopt.Output, Does.Contain("Imported 7 objects").And.Contain("Nothing was changed"));
        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Assert.That(Writes(platform), Is.Empty);
        Assert.That(lists, Has.Count.EqualTo(11), "one list for each kind, to know whose an object is: " + string.Join('\n', lists));
        var after = JsonNode.Parse(workspace.Read(Lockfile))!;
        Assert.That(after["lineage"]!.ToString(), Is.Not.EqualTo(before["lineage"]!.ToString()));
        Assert.That(after["resources"]!.ToJsonString(), Is.EqualTo(before["resources"]!.ToJsonString()));
        Assert.That(after["outputs"]!.ToJsonString(), Is.EqualTo(before["outputs"]!.ToJsonString()));
    }

    [Test]
    public async Task Adopting_all_completes_a_partial_record_and_keeps_the_former_as_backup()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        await platform.RunAsync(workspace, "state", "rm", "flow.f");
        await platform.RunAsync(workspace, "state", "rm", "connection.web");
        var partial = workspace.Read(Lockfile);
        var serial = (int)JsonNode.Parse(partial)!["serial"]!;

        var adopt = await platform.RunAsync(workspace, "import", "--all", ".");
        var plan = await platform.RunAsync(workspace, "plan", "--detailed-exitcode");

        Assert.That(adopt.ExitCode, Is.Zero, adopt.All);
        Assert.That(adopt.Output, Does.Contain("Imported 2 objects, 5 already managed, 0 not imported"));
        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Assert.That(workspace.Read(Lockfile + ".backup"), Is.EqualTo(partial));
        Assert.That((int)JsonNode.Parse(workspace.Read(Lockfile))!["serial"]!, Is.GreaterThan(serial));
        Assert.That(File.Exists(workspace.PathOf(Lockfile + ".journal")), Is.False);
    }

    [Test]
    public async Task An_object_that_is_gone_is_listed_and_the_rest_is_taken()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        await platform.DeleteAsync("flows", Id(workspace, "flow.f"));
        File.Delete(workspace.PathOf(Lockfile));

        var adopt = await platform.RunAsync(workspace, "import", "--all");

        Assert.That(adopt.ExitCode, Is.EqualTo(1), adopt.All);
        Assert.That(adopt.Error, Does.Contain("FP4206").And.Contain("flow.f was not found"));
        Assert.That(adopt.Output, Does.Contain("Imported 6 objects, 0 already managed, 1 not imported"));
    }

    [Test]
    public async Task Of_two_datasets_of_one_name_the_marked_one_is_taken_and_of_two_mapping_sets_none()
    {
        await using var platform = await Platform.StartAsync();
        using var theirs = new Workspace();
        theirs.Write("flowplan.yaml", """
            apiVersion: flowplan/v1
            project: other
            environments: { dev: { sandbox: dev } }
            schemas:
              s: { ref: Members }
            datasets:
              d: { name: Theirs, schema: s }
            mappings:
              m: { name: Theirs, schema: s, fields: { person.name.lastName: last } }
            """);
        using var workspace = await AppliedAsync(platform);
        var ours = Id(workspace, "dataset.d");
        var other = await platform.RunAsync(theirs, "apply", "--auto-approve");
        await platform.EditAsync("dataSets", Id(theirs, "dataset.d"), """{"name":"Members"}""");
        await platform.EditAsync("mappingSets", Id(theirs, "mapping.m"), """{"name":"Members"}""");
        File.Delete(workspace.PathOf(Lockfile));

        var adopt = await platform.RunAsync(workspace, "import", "--all");

        Assert.That(other.ExitCode, Is.Zero, other.All);
        Assert.That(adopt.ExitCode, Is.EqualTo(1), adopt.All);
        Assert.That(Id(workspace, "dataset.d"), Is.EqualTo(ours));
        Assert.That(adopt.Error, Does.Contain("FP4207").And.Contain("mapping.m matches 2 objects").And.Contain("flowplan import mapping.m <id>"));
        Assert.That(adopt.Output, Does.Contain("Imported 6 objects, 0 already managed, 1 not imported"));
    }

    [Test]
    public async Task A_flow_renamed_on_the_platform_is_found_by_what_it_joins()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        var flow = Id(workspace, "flow.f");
        await platform.EditAsync("flows", flow, """{"name":"Theirs"}""");
        File.Delete(workspace.PathOf(Lockfile));

        var adopt = await platform.RunAsync(workspace, "import", "--all");

        Assert.That(adopt.ExitCode, Is.Zero, adopt.All);
        Assert.That(Id(workspace, "flow.f"), Is.EqualTo(flow));
        Assert.That(adopt.Output, Does.Contain("the next apply would change name"));
    }

    [Test]
    public async Task One_object_is_adopted_as_it_is_and_the_next_plan_shows_what_differs()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        var flow = Id(workspace, "flow.f");
        await platform.RunAsync(workspace, "state", "rm", "flow.f");
        await platform.EditAsync("flows", flow, """{"description":"theirs"}""");
        var unmanaged = await platform.RunAsync(workspace, "plan");
        platform.Host.ClearRequests();

        var adopt = await platform.RunAsync(workspace, "import", "flow.f", flow);
        var again = await platform.RunAsync(workspace, "import", "flow.f", flow, ".");
        var plan = await platform.RunAsync(workspace, "plan", "--detailed-exitcode");

        Assert.That(unmanaged.Error, Does.Contain("FP4001").And.Contain($"flowplan import flow.f {flow}").And.Contain($"adopt: {flow}"));
        Assert.That(adopt.ExitCode, Is.Zero, adopt.All);
        Assert.That(adopt.Output, Does.Contain("the next apply would change description").And.Contain("Nothing was changed on the platform"));
        Assert.That(again.ExitCode, Is.Zero, again.All);
        Assert.That(again.Output, Does.Contain("Already managed"));
        Assert.That(plan.ExitCode, Is.EqualTo(2), plan.All);
        Assert.That(plan.Output, Does.Contain("\"theirs\" -> \"Into the lake\"  (changed in manifest)"));
        Assert.That(Writes(platform), Is.Empty);
    }

    [TestCase("flow.g", "FLOW", "FP4201", "did you mean 'flow.f'?")]
    [TestCase("flow.f", "SOURCE", "FP4205", "no such flow")]
    [TestCase("flow.f", "not-an-id", "FP2005", "not the id of a flow")]
    [TestCase("connection.web", "FLOW", "FP4205", "no such connection")]
    [TestCase("mapping.m", "OTHER", "FP4203", "flowplan state rm mapping.m")]
    public async Task What_cannot_be_adopted_is_refused_and_nothing_is_recorded(string address, string id, string code, string words)
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        var ids = new Dictionary<string, string>
        {
            ["FLOW"] = Id(workspace, "flow.f"),
            ["SOURCE"] = Id(workspace, "sourceConnection.f"),
            ["OTHER"] = await OtherMappingAsync(platform),
        };
        if (address != "mapping.m")
            await platform.RunAsync(workspace, "state", "rm", "flow.f");
        if (address == "connection.web")
            await platform.RunAsync(workspace, "state", "rm", "connection.web");
        var before = workspace.Read(Lockfile);

        var adopt = await platform.RunAsync(workspace, "import", address, ids.GetValueOrDefault(id, id));

        Assert.That(adopt.ExitCode, Is.EqualTo(1), adopt.All);
        Assert.That(adopt.Error, Does.Contain(code).And.Contain(words));
        Assert.That(workspace.Read(Lockfile), Is.EqualTo(before));
    }

    [Test]
    public async Task What_another_resource_manages_is_not_adopted()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        workspace.Write("flowplan.yaml", Manifest.Replace("mappings:\n", "mappings:\n  n: { name: Others, schema: s, fields: { person.name.firstName: first } }\n", StringComparison.Ordinal));

        var adopt = await platform.RunAsync(workspace, "import", "mapping.n", Id(workspace, "mapping.m"));

        Assert.That(adopt.ExitCode, Is.EqualTo(1), adopt.All);
        Assert.That(adopt.Error, Does.Contain("FP4204").And.Contain("already managed by mapping.m"));
    }

    [Test]
    public async Task Removing_from_the_state_leaves_the_object()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await AppliedAsync(platform);
        var flow = Id(workspace, "flow.f");
        platform.Host.ClearRequests();

        var forget = await platform.RunAsync(workspace, "state", "rm", "flow.f");
        var twice = await platform.RunAsync(workspace, "state", "rm", "flow.f");
        var drift = await platform.RunAsync(workspace, "drift");

        Assert.That(forget.ExitCode, Is.Zero, forget.All);
        Assert.That(forget.Output, Does.Contain($"The object {flow} was not changed").And.Contain($"flowplan import flow.f {flow}"));
        Assert.That(twice.ExitCode, Is.EqualTo(1), twice.All);
        Assert.That(twice.Error, Does.Contain("FP4210"));
        Assert.That(drift.ExitCode, Is.Zero, drift.All);
        Assert.That(Writes(platform), Is.Empty);
        Assert.That(JsonNode.Parse(workspace.Read(Lockfile))!["outputs"]!["inlet"], Is.Not.Null, "outputs stay");
    }

    [Test]
    public async Task Import_without_an_id_is_an_invalid_command_line()
    {
        using var workspace = new Workspace();

        var adopt = await FlowPlanProcess.RunAsync(workspace, "import", "flow.f");

        Assert.That(adopt.ExitCode, Is.EqualTo(64));
        Assert.That(adopt.Error, Does.Contain("an address and an ID, or --all"));
    }

    private static async Task<string> OtherMappingAsync(Platform platform)
    {
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", """
            apiVersion: flowplan/v1
            project: other
            environments: { dev: { sandbox: dev } }
            schemas:
              s: { ref: Members }
            mappings:
              m: { name: Elsewhere, schema: s, fields: { person.name.lastName: last } }
            """);
        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        return Id(workspace, "mapping.m");
    }

    private static IEnumerable<string> Writes(Platform platform) =>
        platform.Host.Requests
            .Where(r => r.Method != "GET" && !r.PathAndQuery.StartsWith("/ims/", StringComparison.Ordinal) && !r.PathAndQuery.StartsWith("/__emulator/", StringComparison.Ordinal))
            .Select(r => $"{r.Method} {r.PathAndQuery}");

    private static string Id(Workspace workspace, string address) =>
        JsonNode.Parse(workspace.Read(Lockfile))!["resources"]![address]!["id"]!.ToString();

    private static async Task<Workspace> AppliedAsync(Platform platform)
    {
        var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        var apply = await platform.RunAsync(workspace, "apply", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        return workspace;
    }
}
