using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.SharedState;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Projects;

/// <summary>A manifest that reads the outputs of another project.</summary>
public sealed class ProjectImportTests
{
    private const string Core = """
        apiVersion: flowplan/v1
        project: core
        environments: { dev: { sandbox: dev }, prod: { sandbox: prod } }
        variables: { purpose: { default: first } }
        connections: { web: { name: Web, dataType: raw, sourceId: web-1 } }
        outputs:
          connection: { value: connections.web.id }
          purpose: { text: "for {{ var.purpose }}" }
        """;

    private const string Feed = """
        apiVersion: flowplan/v1
        project: feed
        environments: { dev: { sandbox: dev }, prod: { sandbox: prod } }
        imports: { core: { state: ../core } }
        connections:
          second: { name: Second, dataType: raw, sourceId: web-2, description: "{{ imports.core.purpose }}" }
        outputs:
          imported: { text: "{{ imports.core.connection }}" }
        """;

    private static readonly string[] Apply = ["--env", "dev", "--auto-approve"];

    [Test]
    public async Task Outputs_of_another_project_are_read_and_a_plan_made_with_others_is_stale()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Projects(Core, Feed);
        Task<ProcessResult> RunAsync(params string[] arguments) => FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, [.. arguments, "--endpoint", platform.Target]);
        await RunAsync(["apply", "core", .. Apply]);

        var applied = await RunAsync(["apply", "feed", .. Apply]);
        var again = await RunAsync("plan", "feed", "--env", "dev", "--detailed-exitcode");
        var saved = await RunAsync("plan", "feed", "--env", "dev", "--out", "saved.json", "--var", "unused=1");
        var shown = await FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, "output", "imported", "feed", "--env", "dev", "--raw");
        var id = await FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, "output", "connection", "core", "--env", "dev", "--raw");

        Assert.Multiple(() =>
        {
            Assert.That((applied.ExitCode, again.ExitCode), Is.EqualTo((0, 0)), applied.All + again.All);
            Assert.That(saved.ExitCode, Is.Not.Zero, "there is no such variable");
            Assert.That(shown.Output, Is.EqualTo(id.Output).And.Not.Empty);
        });

        await RunAsync(["apply", "core", .. Apply, "--var", "purpose=second"]);
        var planned = await RunAsync("plan", "feed", "--env", "dev", "--out", "saved.json");
        var binding = JsonNode.Parse(await File.ReadAllTextAsync(workspace.PathOf("saved.json")))!["binding"]!;
        await RunAsync(["apply", "core", .. Apply, "--var", "purpose=third"]);
        var stale = await RunAsync("apply", "saved.json");

        Assert.Multiple(() =>
        {
            Assert.That(planned.Output, Does.Contain("for second"), planned.All);
            Assert.That($"{binding["imports"]![0]!["project"]} {binding["imports"]![0]!["environment"]} {binding["imports"]![0]!["serial"]}", Does.Match("^core dev [0-9]+$"));
            Assert.That(stale.ExitCode, Is.EqualTo(4), stale.All);
            Assert.That(stale.Error, Does.Contain("FP4118").And.Contain("core (dev)"), stale.All);
        });
    }

    [Test]
    public async Task A_new_serial_of_the_other_project_alone_makes_no_plan_stale()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Projects(Core, Feed);
        Task<ProcessResult> RunAsync(params string[] arguments) => FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, [.. arguments, "--endpoint", platform.Target]);
        await RunAsync(["apply", "core", .. Apply]);
        await RunAsync("plan", "feed", "--env", "dev", "--out", "saved.json");
        workspace.Write("core/flowplan.yaml", Core.Replace("name: Web,", "name: Web, description: changed,", StringComparison.Ordinal));
        await RunAsync(["apply", "core", .. Apply]);

        var applied = await RunAsync("apply", "saved.json");

        Assert.That(applied.ExitCode, Is.Zero, applied.All);
    }

    [Test]
    public async Task What_cannot_be_imported_is_one_finding_at_its_place()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Projects(Core, Feed);
        Task<ProcessResult> RunAsync(params string[] arguments) => FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, [.. arguments, "--endpoint", platform.Target]);

        var none = await RunAsync("plan", "feed", "--env", "dev");
        await RunAsync(["apply", "core", .. Apply]);
        workspace.Write("feed/flowplan.yaml", Feed.Replace("imports.core.purpose", "imports.core.porpose", StringComparison.Ordinal));
        var misspelt = await RunAsync("plan", "feed", "--env", "dev");
        workspace.Write("feed/flowplan.yaml", Feed.Replace("state: ../core", "state: ../core, project: other", StringComparison.Ordinal));
        var other = await RunAsync("plan", "feed", "--env", "dev");
        workspace.Write("feed/flowplan.yaml", Feed.Replace("{ state: ../core }", "{ project: feed }", StringComparison.Ordinal));
        var itself = await RunAsync("plan", "feed", "--env", "dev");
        workspace.Write("core/flowplan.dev.lock.json", "{");
        workspace.Write("feed/flowplan.yaml", Feed);
        var damaged = await RunAsync("plan", "feed", "--env", "dev");

        Assert.Multiple(() =>
        {
            Assert.That(none.Error, Does.Contain("FP1242").And.Contain("flowplan.yaml:4:12").And.Contain("apply 'core' first"), none.All);
            Assert.That(misspelt.Error, Does.Contain("there is no output of the import 'core' 'porpose'").And.Contain("did you mean 'purpose'?"), misspelt.All);
            Assert.That(other.Error, Does.Contain("FP1243").And.Contain("project 'core', environment 'dev'"), other.All);
            Assert.That(itself.Error, Does.Contain("FP1240"), itself.All);
            Assert.That(damaged.Error, Does.Contain("FP6001").Or.Contain("FP6010"), damaged.All);
            Assert.That(new[] { none, misspelt, other, itself, damaged }.Select(r => r.ExitCode), Is.All.EqualTo(1));
        });
    }

    [Test]
    public async Task A_manifest_with_imports_is_validated_and_its_state_read_without_the_other_project()
    {
        using var workspace = Projects(Core, Feed);

        var valid = await FlowPlanProcess.RunAsync(workspace.Folder, new Dictionary<string, string>(), "validate", "feed", "--env", "dev");
        var listed = await FlowPlanProcess.RunAsync(workspace.Folder, new Dictionary<string, string>(), "state", "list", "feed", "--env", "dev");

        Assert.That(valid.ExitCode, Is.Zero, valid.All);
        Assert.That(valid.All, Does.Contain("no value for imports.core"));
        Assert.That(listed.Error, Does.Not.Contain("import"), listed.All);
    }

    [Test]
    public async Task Both_projects_can_have_their_states_on_one_server()
    {
        await using var platform = await Platform.StartAsync();
        var state = new PostgresState("core");
        using var workspace = Projects(Core, Feed.Replace("{ state: ../core }", "{}", StringComparison.Ordinal));
        Task<ProcessResult> RunAsync(params string[] arguments) => FlowPlanProcess.RunAsync(workspace.Folder, state.Settings(Platform.Credentials), [.. arguments, "--endpoint", platform.Target]);
        await RunAsync(["apply", "core", .. Apply]);

        var applied = await RunAsync(["apply", "feed", .. Apply]);
        var rendered = await FlowPlanProcess.RunAsync(workspace.Folder, state.Settings(Platform.Credentials), "render", "feed", "--env", "dev");
        var evaluated = await FlowPlanProcess.RunAsync(workspace.Folder, state.Settings(Platform.Credentials), "console", "imports.core.purpose", "feed", "--env", "dev");

        Assert.That(applied.ExitCode, Is.Zero, applied.All);
        Assert.That(rendered.Output, Does.Contain("for first"), rendered.All);
        Assert.That(evaluated.Output, Does.Contain("for first"), evaluated.All);
    }

    private static Workspace Projects(string core, string feed)
    {
        var workspace = new Workspace();
        workspace.Write("core/flowplan.yaml", core);
        workspace.Write("feed/flowplan.yaml", feed);
        return workspace;
    }
}
