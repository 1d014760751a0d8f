using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Core.State;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>An export gives a manifest and a lockfile with which there is nothing to do.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ExportTests
{
    private static readonly string[] Writing = ["POST", "PUT", "PATCH", "DELETE"];

    private const string Awkward = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        variables: { key: { sensitive: true } }
        connections:
          web: { name: "ACME: \"web\" #1", dataType: raw, authenticationRequired: true, description: "two\nlines" }
          open: { name: "yes", dataType: xdm, sourceId: "007", streamName: Öffentlich }
          s3:
            name: 2024 Lake
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }
            auth: { specName: Access Key, params: { s3AccessKey: open, s3SecretKey: "{{ var.key }}" } }
            params: { bucket: "0815", share: 1.5, "a: b": [true, null, x] }
        schemas:
          s: { definition: { title: "{ACME}", description: "- not a list", class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          a: { name: ACME Data, schema: s, tags: { "team: x": ["1", "true", " a "] }, identity: true }
          b: { name: acme data, schema: s, description: "{% raw %}" }
        sourceConnections:
          shared: { name: Shared, connection: web }
          idle: { name: Idle, connection: open }
        mappings:
          m: { name: "null", schema: s, fields: { person.name.firstName: "1e5", person.name.lastName: { expression: "concat(\"a\", 'b')", identity: true } } }
        flows:
          one: { name: One, sourceConnection: shared, target: { dataset: a }, mapping: m, enabled: false, description: "~" }
          two: { name: Two, sourceConnection: shared, target: { dataset: b, name: Somewhere, description: else }, mapping: m }
          three: { name: Three, source: { connection: open, description: "#" }, target: { dataset: b } }
          four:
            name: Four
            source: { connection: s3, data: { format: delimited, properties: { columnDelimiter: ";" } }, params: { path: "/in/*", recursive: true } }
            target: { dataset: a }
            flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876 }
            schedule: { startTime: 1700000000, frequency: day, interval: 1 }
        """;

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
        Assert.That(export.Error, Is.Empty);
        Assert.That(export.Output, Does.Contain("flowplan plan out --env dev --target"));
        Assert.That(outputs.Output, Does.Contain("https://dcs.adobedc.net/collection/"));
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
        Assert.That(export.Error, Is.Empty);
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
        Assert.That(bare, Does.Contain("tags: { \"team: x\": [\"1\", \"true\", \" a \"] }"));
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
        Assert.That(export.Output, Does.Contain("4 more only referred to"));
        Assert.That(workspace.Read("out/flowplan.yaml"), Does.Contain("existing: { id: ").And.Contain("ref: \"https://ns.adobe.com/acme/schemas/"));
    }

    [Test]
    public async Task What_FlowPlan_has_no_words_for_is_left_out_and_named()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);
        await EditAsync(platform, "flows", "One", f => new() { ["transformations"] = new JsonArray(new JsonObject { ["name"] = "Copy" }, f["transformations"]![0]!.DeepClone()) });
        await EditAsync(platform, "sourceConnections", "Idle", _ => new() { ["name"] = "Shared" });

        var export = await ExportAsync(platform, workspace, "out", "--kind", "flow", "--kind", "sourceConnection");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((export.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), export.All + plan.All);
        Assert.That(export.Error, Does.Contain("FP8110").And.Contain("the flow 'One' (").And.Contain("other than a mapping: Copy"));
        Assert.That(export.Error, Does.Contain("the sourceConnection 'Shared' (").And.Contain("bears the same name"));
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
        Assert.That(workspace.Read("out/flowplan.yaml"), Does.Contain("ignoreChanges: [mapping.version]").And.Contain("# The flow runs version 0 of its mapping, of which 1 is the latest."));
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
        Assert.That(export.Error, Is.Empty);
        Assert.That(workspace.Read("out/flowplan.yaml"), Does.Contain("profile: { enabled: true, upsert: true }").And.Contain("identity: true"));
        Assert.That(workspace.Read("out/schemas/acme.json"), Does.Contain("\"profile\": true"));
    }

    [Test]
    public async Task What_is_there_already_is_not_overwritten_unless_told()
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample("xdm-open");
        await platform.RunAsync(made, "apply", "--auto-approve");
        using var workspace = new Workspace();
        workspace.Write("out/flowplan.yaml", "mine");
        workspace.Write("other/schemas/acme-orders.json", "mine");
        workspace.Write("third/flowplan.dev.lock.json", "mine");
        platform.Host.ClearRequests();

        var first = await ExportAsync(platform, workspace, "out");
        var calls = platform.Host.Requests.Count;
        var second = await ExportAsync(platform, workspace, "other");
        var third = await ExportAsync(platform, workspace, "third");
        var kept = (workspace.Read("out/flowplan.yaml"), workspace.Read("other/schemas/acme-orders.json"), File.Exists(workspace.PathOf("other/flowplan.yaml")));
        var forced = await ExportAsync(platform, workspace, "out", "--force");
        var again = await ExportAsync(platform, workspace, "out", "--force");
        var plan = await platform.RunAsync(workspace, "plan", "out", "--detailed-exitcode");

        Assert.That((first.ExitCode, second.ExitCode, third.ExitCode), Is.EqualTo((7, 7, 7)), first.All + second.All + third.All);
        Assert.That(first.Error, Does.Contain("FP8101").And.Contain("--force"));
        Assert.That(calls, Is.Zero, "it is known before any call");
        Assert.That(kept, Is.EqualTo(("mine", "mine", false)));
        Assert.That((forced.ExitCode, again.ExitCode, plan.ExitCode), Is.EqualTo((0, 0, 0)), forced.All + again.All + plan.All);
    }

    [Test]
    public async Task A_journal_of_a_run_that_was_cut_off_is_not_written_over()
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample("xdm-open");
        await platform.RunAsync(made, "apply", "--auto-approve");
        var store = new FileStateStore(made.Folder, "dev", TimeProvider.System);
        await using (var session = await store.OpenAsync(new LockRequest("apply", TimeSpan.Zero, null), CancellationToken.None))
            await session.Journal.OpenAsync(session.Snapshot.Lockfile!, CancellationToken.None);
        var journal = made.Read("flowplan.dev.lock.json.journal");

        var export = await ExportAsync(platform, made, ".", "--force");

        Assert.That(export.ExitCode, Is.EqualTo(7), export.All);
        Assert.That(export.Error, Does.Contain("FP8102"));
        Assert.That(made.Read("flowplan.dev.lock.json.journal"), Is.EqualTo(journal));
        Assert.That(made.Read("flowplan.yaml"), Does.Contain("Senders post records"));
    }

    [Test]
    public async Task A_flow_that_is_not_there_is_guessed_at_and_nothing_is_written()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = await ApplyAwkwardAsync(platform);

        var flow = await ExportAsync(platform, workspace, "out", "--flow", "Thre");
        var name = await ExportAsync(platform, workspace, "out", "--name", "nothing*");
        var kind = await ExportAsync(platform, workspace, "out", "--kind", "table");

        Assert.That((flow.ExitCode, name.ExitCode, kind.ExitCode), Is.EqualTo((1, 1, 64)), flow.All + name.All + kind.All);
        Assert.That(flow.Error, Does.Contain("FP8103").And.Contain("did you mean 'Three'?"));
        Assert.That(name.Error, Does.Contain("FP8105"));
        Assert.That(Directory.Exists(workspace.PathOf("out")), Is.False);
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_to_is_one_clear_error()
    {
        await using var platform = await Platform.StartAsync();
        using var made = Workspace.OfExample("xdm-open");
        await platform.RunAsync(made, "apply", "--auto-approve");
        using var workspace = new Workspace();
        workspace.Write("file", "mine");

        var export = await ExportAsync(platform, workspace, "file/out");

        Assert.That(export.ExitCode, Is.EqualTo(1));
        Assert.That(export.Error, Does.Match("FP630[2-7]").And.Not.Contain("   at "));
        Assert.That(workspace.Read("file"), Is.EqualTo("mine"));
    }

    [Test]
    public async Task A_service_that_fails_leaves_nothing_behind()
    {
        await using var platform = await Platform.StartAsync(new()
        {
            FaultScript = """[{ "method": "GET", "path": "/catalog/dataSets", "status": 500, "times": -1 }]""",
        });
        using var workspace = new Workspace();

        var export = await ExportAsync(platform, workspace, "out");

        Assert.That(export.ExitCode, Is.EqualTo(1));
        Assert.That(export.Error, Does.Contain("FP3026").And.Contain("request id"));
        Assert.That(Directory.Exists(workspace.PathOf("out")), Is.False);
    }

    [Test]
    public async Task Without_a_sandbox_it_asks_for_one()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();

        var none = await platform.RunAsync(workspace, "export", "out", "--project", "acme");
        var empty = await ExportAsync(platform, workspace, "out");

        Assert.That((none.ExitCode, empty.ExitCode), Is.EqualTo((1, 1)), none.All + empty.All);
        Assert.That(none.Error, Does.Contain("FP8106"));
        Assert.That(empty.Error, Does.Contain("FP8105").And.Contain("nothing to export"));
    }

    private static Task<ProcessResult> ExportAsync(Platform platform, Workspace workspace, string folder, params string[] more) =>
        platform.RunAsync(workspace, ["export", folder, "--project", "acme", "--sandbox", "dev", .. more]);

    private static Task<ProcessResult> RunAsync(Platform platform, Workspace workspace, Dictionary<string, string> more, params string[] arguments) =>
        FlowPlanProcess.RunAsync(workspace.Folder, new Dictionary<string, string>(Platform.Credentials.Concat(more)), [.. arguments, "--target", platform.Target]);

    private static async Task<Workspace> ApplyAwkwardAsync(Platform platform)
    {
        var workspace = new Workspace();
        workspace.Write("made/flowplan.yaml", Awkward);
        var apply = await RunAsync(platform, workspace, new() { ["FLOWPLAN_VAR_key"] = "canary-key" }, "apply", "made", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        return workspace;
    }

    /// <summary>Changes an object past the service, as somebody else might have.</summary>
    private static async Task EditAsync(Platform platform, string kind, string name, Func<JsonNode, JsonObject> change)
    {
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        var found = JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray()
            .Single(o => (string?)o!["kind"] == kind && ((string?)o["body"]!["name"] ?? (string?)o["body"]!["title"]) == name)!;
        using var content = new StringContent(change(found["body"]!).ToJsonString());
        using var response = await client.PostAsync(
            $"__emulator/objects/{kind}/{found["id"]}?organization={Uri.EscapeDataString(Platform.Organization)}&sandbox=dev", content);
        response.EnsureSuccessStatusCode();
    }

    private static JsonNode Merged(JsonNode map, string key, JsonNode value)
    {
        var merged = map.DeepClone();
        merged[key] = value;
        return merged;
    }

    private static IEnumerable<string> WritesOf(Platform platform) =>
        platform.Host.Requests.Where(r => Writing.Contains(r.Method) && !r.PathAndQuery.StartsWith("/ims", StringComparison.Ordinal)).Select(r => r.PathAndQuery);

    private static IEnumerable<string> AddressesOf(Workspace workspace) =>
        JsonNode.Parse(workspace.Read("out/flowplan.dev.lock.json"))!["resources"]!.AsObject().Select(r => r.Key);

    /// <summary>The files of an export, without what is random in the lockfile.</summary>
    private static SortedDictionary<string, string> FilesOf(Workspace workspace, string folder) => new(
        Directory.EnumerateFiles(workspace.PathOf(folder), "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(workspace.PathOf(folder), f),
            f => string.Join('\n', File.ReadLines(f).Where(l => !l.Contains("\"lineage\"", StringComparison.Ordinal) && !l.Contains("\"checksum\"", StringComparison.Ordinal)))),
        StringComparer.Ordinal);
}
