using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Support;
using static FlowPlan.EndToEnd.Tests.Support.Exports;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>An export gives a manifest and a lockfile with which there is nothing to do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExportTests
{
    [TestCase("quickstart")]
    [TestCase("xdm-open")]
    public async Task An_example_comes_back_as_it_was_made(string example)
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample(example);
        var apply = await platform.RunAsync(made, "apply", "--env", "dev", "--auto-approve");
        using var workspace = new Workspace();
        platform.Host.ClearRequests();

        var export = await ExportAsync(platform, workspace, "out");
        var validate = await FlowPlanProcess.RunAsync(workspace, "validate", "out");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--env", "dev", "--detailed-exitcode");
        var outputs = await FlowPlanProcess.RunAsync(workspace, "outputs", "out");

        Assert.That((apply.ExitCode, export.ExitCode, validate.ExitCode, plan.ExitCode), Is.EqualTo((0, 0, 0, 0)), apply.All + export.All + validate.All + plan.All);
        Assert.That(WritesOf(platform), Is.Empty);
        Assert.That(export.Findings, Is.Empty);
        Assert.That(export.Output, Does.Contain("flowplan plan out --env dev --endpoint"));
        Assert.That(outputs.Output, Does.Contain("https://inlets.flowplan.invalid/collection/"));
    }

    [Test]
    public async Task Examples_that_share_a_sandbox_come_back_together()
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample("reference-existing");
        var owned = await platform.RunAsync(made, "apply", "platform", "--auto-approve");
        var referring = await platform.RunAsync(made, "apply", "--auto-approve");
        using var workspace = new Workspace();

        var export = await ExportAsync(platform, workspace, "out");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((owned.ExitCode, referring.ExitCode, export.ExitCode, plan.ExitCode), Is.EqualTo((0, 0, 0, 0)), owned.All + referring.All + export.All + plan.All);
        Assert.That(workspace.Read("out/flowplan.yaml"), Does.Contain("definition: schemas/acme-customers.json").And.Not.Contain("existing"));
    }

    [Test]
    public async Task An_awkward_estate_comes_back_whole_and_an_apply_finds_the_lockfile_as_it_would_have_written_it()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);
        platform.Host.ClearRequests();
        Dictionary<string, string> secrets = new() { ["FLOWPLAN_VAR_secret_2024_lake_s3AccessKey"] = "open", ["FLOWPLAN_VAR_secret_2024_lake_s3SecretKey"] = "canary-key" };

        var export = await RunAsync(platform, workspace, secrets, "export", "out", "--project", "acme", "--sandbox", "dev");
        var plan = await RunAsync(platform, workspace, secrets, "plan", "out", "--detailed-exitcode");
        var lockfile = workspace.Read("out/flowplan.dev.lock.json");
        var apply = await RunAsync(platform, workspace, secrets, "apply", "out", "--auto-approve");

        Assert.That((export.ExitCode, plan.ExitCode, apply.ExitCode), Is.EqualTo((0, 0, 0)), export.All + plan.All + apply.All);
        Assert.That(export.Findings, Is.Empty);
        Assert.That(WritesOf(platform), Is.Empty);
        Assert.That(workspace.Read("out/flowplan.dev.lock.json"), Is.EqualTo(lockfile));
        Assert.That(JsonNode.Parse(lockfile)!["resources"]!.AsObject(), Has.Count.EqualTo(19));
        Assert.That(export.All + lockfile + workspace.Read("out/flowplan.yaml"), Does.Not.Contain("canary"));
    }

    [Test]
    public async Task An_awkward_estate_reads_as_a_person_would_write_it()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);

        var export = await ExportAsync(platform, workspace, "out");
        var manifest = workspace.Read("out/flowplan.yaml");

        Assert.That(export.ExitCode, Is.Zero, export.All);
        var bare = Regex.Replace(manifest, "  # .*", string.Empty).Replace("acme-data-2", "acme-data", StringComparison.Ordinal);
        Assert.That(bare, Does.Contain("""
            sourceConnections:
              idle: { name: Idle, connection: yes }
              shared: { name: Shared, connection: acme-web-1 }

            flows:
              four:
                name: Four
                source:
                  connection: _2024-lake
                  data: { format: delimited, properties: { columnDelimiter: ";" } }
                  params: { path: "/in/*", recursive: true }
                target: { dataset: acme-data }
                flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" }
            """.Replace("connection: yes", "connection: \"yes\"", StringComparison.Ordinal)));
        Assert.That(bare, Does.Contain("sourceConnection: shared").And.Contain("enabled: false"));
        Assert.That(bare, Does.Contain("tags: { \"team: x\": [\" a \", \"1\", \"true\"] }"));
    }

    [Test]
    public async Task Two_exports_are_the_same_but_for_the_lineage()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);

        var first = await ExportAsync(platform, workspace, "one");
        var second = await ExportAsync(platform, workspace, "two", "--parallelism", "1");

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)), first.All + second.All);
        var files = FilesOf(workspace, "one");
        Assert.That(files.Keys, Is.EqualTo(FilesOf(workspace, "two").Keys));
        foreach (var (name, text) in FilesOf(workspace, "two"))
            Assert.That(text, Is.EqualTo(files[name]), name);
    }

    [Test]
    public async Task A_secret_that_the_platform_does_not_tell_is_asked_for_and_written_once_it_is_given()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);

        var export = await ExportAsync(platform, workspace, "out");
        var without = await platform.RunAsync(workspace, "plan", "out");
        var with = await RunAsync(
            platform,
            workspace,
            new() { ["FLOWPLAN_VAR_secret_2024_lake_s3AccessKey"] = "open", ["FLOWPLAN_VAR_secret_2024_lake_s3SecretKey"] = "canary-key" },
            "plan",
            "out",
            "--format",
            "json");

        Assert.That((export.ExitCode, with.ExitCode), Is.EqualTo((0, 0)), export.All + with.All);
        Assert.That(export.Output, Does.Contain("FLOWPLAN_VAR_secret_2024_lake_s3SecretKey"));
        Assert.That(without.ExitCode, Is.EqualTo(1));
        Assert.That(without.Error, Does.Contain("FP1204"));
        var changes = JsonNode.Parse(with.Output)!["actions"]!.AsArray().Where(a => (string?)a!["action"] == "update").Select(a => (string?)a!["address"]);
        Assert.That(changes, Is.EqualTo(new[] { "connection._2024-lake" }));
    }

    [Test]
    public async Task A_flow_comes_with_all_that_it_needs_and_nothing_else()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);

        var export = await ExportAsync(platform, workspace, "out", "--flow", "Two");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((export.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), export.All + plan.All);
        Assert.That(AddressesOf(workspace), Is.EqualTo(new[]
        {
            "connection.acme-web-1", "dataset.acme-data", "flow.two", "mapping.null", "schema.acme", "sourceConnection.two", "targetConnection.two",
        }));
    }

    [Test]
    public async Task What_is_chosen_by_kind_or_name_only_refers_to_the_rest()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);

        var export = await ExportAsync(platform, workspace, "out", "--kind", "flows", "--kind", "dataset", "--name", "one", "--name", "acme*");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((export.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), export.All + plan.All);
        Assert.That(AddressesOf(workspace), Is.EqualTo(new[] { "dataset.acme-data", "dataset.acme-data-2", "flow.one" }));
        Assert.That(export.Output, Does.Contain("4 more referenced as existing"));
        Assert.That(workspace.Read("out/flowplan.yaml"), Does.Contain("existing: { id: ").And.Contain("ref: \"https://ns.adobe.com/acme/schemas/"));
    }

    [Test]
    public async Task What_FlowPlan_has_no_words_for_is_left_out_and_named()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);
        await EditAsync(platform, "flows", "One", f => new() { ["transformations"] = new JsonArray(new JsonObject { ["name"] = "Filter" }, f["transformations"]![0]!.DeepClone()) });
        await EditAsync(platform, "sourceConnections", "Idle", _ => new() { ["name"] = "Shared" });

        var export = await ExportAsync(platform, workspace, "out", "--kind", "flow", "--kind", "sourceConnection");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((export.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), export.All + plan.All);
        Assert.That(export.Error, Does.Contain("FP8110").And.Contain("flow 'One' (").And.Contain("other than a mapping: Filter"));
        Assert.That(export.Error, Does.Contain("sourceConnection 'Shared' (").And.Contain("has the same name"));
        Assert.That(AddressesOf(workspace), Does.Not.Contain("flow.one").And.Contain("flow.two"));
    }

    [Test]
    public async Task A_flow_that_runs_an_older_version_of_its_mapping_stays_there()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);
        await EditAsync(platform, "mappingSets", "null", m => new() { ["mappings"] = m["mappings"]!.DeepClone() });

        var export = await ExportAsync(platform, workspace, "out", "--flow", "Two");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((export.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), export.All + plan.All);
        Assert.That(workspace.Read("out/flowplan.yaml"), Does.Contain("ignoreChanges: [mapping.version]").And.Contain("# The flow runs version 0 of its mapping; the latest is 1."));
    }

    [Test]
    public async Task A_dataset_in_Profile_keeps_its_switches()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);
        await EditAsync(platform, "schemas", "{ACME}", _ => new() { ["meta:immutableTags"] = new JsonArray("union") });
        await EditAsync(platform, "dataSets", "ACME Data", d => new() { ["tags"] = Merged(d["tags"]!, "unifiedProfile", new JsonArray("enabled: true", "isUpsert: true")) });

        var export = await ExportAsync(platform, workspace, "out", "--kind", "dataset", "--kind", "schema");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((export.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), export.All + plan.All);
        Assert.That(export.Findings, Is.Empty);
        Assert.That(workspace.Read("out/flowplan.yaml"), Does.Contain("profile: { enabled: true, upsert: true }").And.Contain("identity: true"));
        Assert.That(workspace.Read("out/schemas/acme.json"), Does.Contain("\"profile\": true"));
    }
}
