using System.Text.Json.Nodes;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Importing;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Aep.Tests.Kinds.Datasets;

/// <summary>Labels of whole datasets: set after the dataset, protected by their etag, and asked for only where they are declared or recorded.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class DatasetLabelTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          s: { title: Members, class: profile }
        datasets:
          d: { name: D, schema: s, labels: [C1, core/C5] }
          e: { name: E, schema: s }
        """;

    private static readonly string Without = Manifest.Replace(", labels: [C1, core/C5]", string.Empty, StringComparison.Ordinal);

    [Test]
    public async Task They_are_set_once_the_dataset_is_there_and_settle()
    {
        await using var bench = await Bench.StartAsync(Manifest);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(Calls(bench), Is.EqualTo(new[] { $$"""POST {{bench.Id("dataset.d")}} {"labels":["C1","C5"]}""" }));
        Assert.That(await LabelsAsync(bench), Is.EqualTo(new[] { "C1,C5" }));
        Assert.That(bench.Id("datasetLabels.d"), Is.EqualTo("AEP:dataset:" + bench.Id("dataset.d")));
    }

    [Test]
    public async Task Where_the_service_gives_an_etag_for_a_dataset_without_labels_PUT_sets_the_first_ones()
    {
        await using var bench = await Bench.StartAsync(Manifest, new EmulatorSettings { PutCreatesDatasetLabels = true });

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(Calls(bench), Is.EqualTo(new[] { $$"""PUT {{bench.Id("dataset.d")}} {"labels":["C1","C5"]}""" }));
    }

    [Test]
    public async Task Where_the_service_gives_an_etag_and_PUT_finds_nothing_all_the_same_POST_sets_the_first_ones()
    {
        await using var bench = await Bench.StartAsync(Manifest, new EmulatorSettings { MissingDatasetLabelsHaveEtag = true });

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        var dataset = bench.Id("dataset.d");
        Assert.That(Calls(bench), Is.EqualTo(new[] { "PUT", "POST" }.Select(method => $$"""{{method}} {{dataset}} {"labels":["C1","C5"]}""")));
    }

    [Test]
    public async Task Where_POST_finds_a_set_without_labels_that_was_not_shown_PUT_sets_them()
    {
        await using var bench = await Bench.StartAsync(Without);
        await bench.ApplyAsync();
        var dataset = bench.Id("dataset.d");
        await bench.AddObjectAsync("datasetLabels", """{"labels":[]}""", "AEP:dataset:" + dataset);
        bench.Manifest = Manifest;
        var plan = await bench.PlanAsync();
        await bench.InjectAsync("""[{"method": "GET", "path": "/labels$", "status": 404, "times": 1}]""");
        bench.Forget();

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Failed.Select(f => f.Reason.Message), Is.Empty);
        Assert.That(Calls(bench), Is.EqualTo(new[] { "POST", "PUT" }.Select(method => $$"""{{method}} {{dataset}} {"labels":["C1","C5"]}""")));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task Where_POST_finds_labels_that_were_not_shown_they_stay()
    {
        await using var bench = await Bench.StartAsync(Without);
        await bench.ApplyAsync();
        bench.Manifest = Manifest;
        var plan = await bench.PlanAsync();
        await SetElsewhereAsync(bench, bench.Id("dataset.d"));
        await bench.InjectAsync("""[{"method": "GET", "path": "/labels$", "status": 404, "times": 1}]""");

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP3034"));
        Assert.That(await LabelsAsync(bench), Is.EqualTo(new[] { "C9" }));
    }

    [Test]
    public async Task Where_neither_call_sets_the_first_labels_the_refusal_is_what_the_service_said()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.InjectAsync("""[{"method": "POST", "path": "/labels$", "status": 403, "times": -1}]""");

        var result = await bench.TryApplyAsync(await bench.PlanAsync());

        Assert.That(result.Failed.Single().Reason.Message, Does.Contain("403"));
        Assert.That(await LabelsAsync(bench), Is.Empty);
    }

    [Test]
    public async Task Nobody_asks_for_the_labels_of_a_dataset_that_has_none_declared()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.PlanAsync();
        await bench.ApplyAsync();
        bench.Forget();

        await bench.PlanAsync();
        await bench.DriftAsync();
        bench.Manifest = Manifest.Replace("name: E, schema: s", "name: E, schema: s, labels: [C2]", StringComparison.Ordinal);
        await bench.PlanAsync();

        Assert.That(Reads(bench), Is.EqualTo(new[] { "dataset.d", "dataset.d", "dataset.d", "dataset.e" }.Select(bench.Id)));
    }

    [Test]
    public async Task A_change_keeps_what_others_added_and_labels_of_fields_and_a_removal_leaves_the_latter()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Edit("datasetLabels.d", """{"labels":["core/C1","C5","I2"],"optionalLabels":[{"option":{"schemaPath":"/a"},"labels":["C3"]}]}""");
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        bench.Forget();
        bench.Manifest = Manifest.Replace("core/C5", "C6", StringComparison.Ordinal);
        await bench.ApplyAsync();
        var changed = Calls(bench);
        bench.Forget();
        bench.Manifest = Without;
        await bench.ApplyAsync();

        Assert.That(changed, Is.EqualTo(new[] { $$"""PUT {{bench.Id("dataset.d")}} {"labels":["C1","C6","I2"],"optionalLabels":[{"option":{"schemaPath":"/a"},"labels":["C3"]}]}""" }));
        Assert.That(Calls(bench), Is.EqualTo(new[] { $$"""PUT {{bench.Id("dataset.d")}} {"labels":[],"optionalLabels":[{"option":{"schemaPath":"/a"},"labels":["C3"]}]}""" }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task Labels_that_were_removed_can_be_declared_again()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Without;
        await bench.ApplyAsync();
        bench.Forget();
        bench.Manifest = Manifest;

        await bench.ApplyAsync();

        Assert.That(Calls(bench), Is.EqualTo(new[] { $$"""PUT {{bench.Id("dataset.d")}} {"labels":["C1","C5"]}""" }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_refusal_names_the_policies_that_the_labels_violate()
    {
        await using var bench = await Bench.StartAsync(Manifest, new EmulatorSettings { DeniedDatasetLabels = ["C1", "C5"] });

        var result = await bench.TryApplyAsync(await bench.PlanAsync());

        var refused = result.Failed.Single();
        Assert.That((refused.Address.ToString(), refused.Reason.Code), Is.EqualTo(("datasetLabels.d", "FP3020")));
        Assert.That(refused.Reason.Message, Does.Contain("(409, PES-409): Policy conflict error: No C1, No C5."));
    }

    [Test]
    public async Task Labels_that_somebody_else_set_are_imported_not_overwritten()
    {
        await using var bench = await Bench.StartAsync(Without);
        await bench.ApplyAsync();
        var id = bench.Id("dataset.d");
        await SetElsewhereAsync(bench, id);
        bench.Manifest = Manifest;

        var refused = (await bench.TryPlanAsync()).Diagnostics.Single();
        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);

        Assert.That(refused.Code, Is.EqualTo("FP4001"), refused.Message);
        Assert.That(imported.Objects.Select(o => o.Live.Id), Is.EqualTo(new[] { "AEP:dataset:" + id }));
    }

    [Test]
    public async Task Labels_that_somebody_else_sets_between_plan_and_write_stay()
    {
        await using var bench = await Bench.StartAsync(Without);
        await bench.ApplyAsync();
        bench.Manifest = Manifest;
        var plan = await bench.PlanAsync();
        await SetElsewhereAsync(bench, bench.Id("dataset.d"));
        bench.Forget();

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP3034"));
        Assert.That(Calls(bench), Is.Empty);
        Assert.That(await LabelsAsync(bench), Is.EqualTo(new[] { "C9" }));
    }

    [Test]
    public async Task An_edit_between_the_look_at_them_and_the_write_is_caught_by_the_etag()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace("core/C5", "C6", StringComparison.Ordinal);
        var plan = await bench.PlanAsync();
        bench.Answered = entry =>
        {
            if (entry.Method != "GET" || !entry.Path.EndsWith("/labels", StringComparison.Ordinal))
                return;
            bench.Answered = null;
            bench.Edit("datasetLabels.d", """{"labels":["C1","C5","I2"]}""");
        };

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP4220"));
        Assert.That(await LabelsAsync(bench), Is.EqualTo(new[] { "C1,C5,I2" }));
    }

    [TestCase("before", 2)]
    [TestCase("after", 1)]
    public async Task An_answer_that_is_lost_is_looked_up_and_the_call_sent_again_only_if_it_did_nothing(string cut, int calls)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.InjectAsync($$"""[{"method": "POST", "path": "/labels$", "cut": "{{cut}}", "times": 1}]""");

        await bench.ApplyAsync();

        Assert.That(Calls(bench), Is.EqualTo(Enumerable.Repeat($$"""POST {{bench.Id("dataset.d")}} {"labels":["C1","C5"]}""", calls)));
        Assert.That(await LabelsAsync(bench), Is.EqualTo(new[] { "C1,C5" }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task Labels_go_before_their_dataset_and_one_that_is_gone_takes_them_along()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        await bench.DeleteObjectAsync("dataSets", bench.Id("dataset.d"));
        await bench.DeleteObjectAsync("datasetLabels", bench.Id("datasetLabels.d"));

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        var dataset = bench.Id("dataset.d");
        bench.Manifest = "apiVersion: flowplan/v1\nproject: acme\n";
        bench.Forget();
        await bench.ApplyAsync();
        var writes = bench.Writes.Where(w => w.PathAndQuery.Contains(dataset, StringComparison.Ordinal)).Select(w => $"{w.Method} {w.PathAndQuery.Split('/')[^1]}");
        Assert.That(writes, Is.EqualTo(new[] { "PUT labels", $"DELETE {dataset}" }));
        Assert.That(await bench.ObjectsAsync("datasetLabels"), Is.Empty);
    }

    [Test]
    public async Task A_dataset_that_is_renamed_keeps_its_labels()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace("  d: {", "  f: {", StringComparison.Ordinal) + "\nmoved: [{ from: dataset.d, to: dataset.f }]\n";

        var moved = (await bench.PlanAsync()).Actions.Where(a => a.IsChange).Select(a => $"{a.Kind} {a.Address} from {a.MovedFrom}");
        Assert.That(moved, Is.EquivalentTo(new[] { "NoOp dataset.f from dataset.d", "NoOp datasetLabels.f from datasetLabels.d" }));
    }

    [TestCase("x: { dataset: d, labels: [C1] }\n  y: { dataset: e, labels: [C2] }", "z: { dataset: d, labels: [C1] }\n  y: { dataset: e, labels: [C2] }", new string[0], TestName = "Renamed")]
    [TestCase("x: { dataset: d, labels: [C1] }\n  y: { dataset: e, labels: [C2] }", "x: { dataset: e, labels: [C2] }\n  y: { dataset: d, labels: [C1] }", new string[0], TestName = "Swapped")]
    [TestCase("x: { dataset: d, labels: [C1] }\n  y: { dataset: e, labels: [C2] }", "x: { dataset: e, labels: [C1] }\n  y: { dataset: d, labels: [C2] }", new[] { "PUT d C2", "PUT e C1" }, TestName = "Swapped with other labels")]
    [TestCase("x: { dataset: d, labels: [C1] }\n  y: { dataset: e, labels: [C2] }", "y: { dataset: d, labels: [C1, C3] }", new[] { "PUT d C1,C3", "PUT e " }, TestName = "Regrouped")]
    public async Task Labels_belong_to_the_block_that_names_their_dataset_whatever_it_was_called(string before, string after, string[] writes)
    {
        await using var bench = await Bench.StartAsync($"{Without}\ndatasetLabels:\n  {before}\n");
        await bench.ApplyAsync();
        bench.Manifest = $"{Without}\ndatasetLabels:\n  {after}\n";
        bench.Forget();

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(bench.Writes.Select(w => $"{w.Method} {(w.PathAndQuery.Contains(bench.Id("dataset.d"), StringComparison.Ordinal) ? "d" : "e")} {string.Join(',', JsonNode.Parse(w.Body!)!["labels"]!.AsArray())}").Order(), Is.EqualTo(writes));
    }

    [TestCase("labels: [C1, core/C5]", "labels: [C1, core/C5] }\n  shared: { existing: { name: E }", "datasetLabels:\n  d: { dataset: e, labels: [C1] }", "FP1304")]
    [TestCase("labels: [C1, core/C5]", "labels: [C1, core/C5]", "datasetLabels:\n  x: { dataset: d, labels: [C1] }", "FP2037")]
    [TestCase(", labels: [C1, core/C5]", "", "datasetLabels:\n  x: { dataset: d, labels: [C1] }\n  y: { dataset: d, labels: [C2] }", "FP2037")]
    [TestCase(", labels: [C1, core/C5]", "", "datasetLabels:\n  x: { dataset: d, labels: [] }", "FP2038")]
    [TestCase(", labels: [C1, core/C5]", "", "datasetLabels:\n  x: { dataset: d }", "FP1306")]
    [TestCase(", labels: [C1, core/C5]", "", "datasetLabels:\n  x: { labels: [C1] }", "FP1306")]
    [TestCase(", labels: [C1, core/C5]", "", "datasetExpirations:\n  x: { name: X, dataset: d, expiry: 2040-01-01 }\n  y: { name: Y, dataset: d, expiry: 2041-01-01 }", "FP2037")]
    [TestCase("name: D, schema: s, labels: [C1, core/C5]", "existing: { name: D }, labels: [C1]", "", "FP1307")]
    [TestCase("labels: [C1, core/C5]", "labels: []", "", null)]
    public async Task What_cannot_be_is_found_before_any_call(string from, string to, string more, string? code)
    {
        Assert.That(Manifest.Contains(from, StringComparison.Ordinal), Is.True);
        await using var bench = await Bench.StartAsync($"{Manifest.Replace(from, to, StringComparison.Ordinal)}\n{more}\n");

        Assert.That(bench.ManifestFindings().Select(d => d.Code), Is.EqualTo(code is null ? [] : new[] { code }));
    }

    [Test]
    public async Task Labels_cannot_only_be_referred_to()
    {
        await using var bench = await Bench.StartAsync($"{Without}\ndatasetLabels:\n  x: {{ existing: {{ name: D }} }}\n");

        var found = bench.ManifestFindings().Single();

        Assert.That((found.Code, found.Message), Is.EqualTo(("FP1101", "'existing' is not allowed here")));
        Assert.That(found.Help, Does.StartWith("nothing refers to data usage labels"));
    }

    [Test]
    public async Task A_label_that_is_sensitive_is_refused()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("core/C5", "\"{{ var.hidden }}\"", StringComparison.Ordinal) + "\nvariables: { hidden: { sensitive: true } }\n");
        bench.Variables = ["hidden=hush-7Qx"];

        var found = bench.ManifestFindings().Single();

        Assert.That((found.Code, found.Message), Is.EqualTo(("FP2038", "a data usage label of datasetLabels.d is sensitive")));
    }

    [Test]
    public async Task An_export_writes_them_into_the_block_of_their_dataset_or_apart_where_it_is_not_managed()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        var apart = await new SandboxExporter(bench.Provider, bench.Dialect).ExportAsync(
            new() { Project = "acme", Environment = "dev", Sandbox = "dev", TakeOver = true, Selection = new(["datasetLabels"], [], []) }, CancellationToken.None);
        var exported = await bench.ExportAsync(takeOver: true);
        await bench.InjectAsync("""[{"path": "/labels$", "status": 403, "times": -1}]""");
        var withoutLabels = await bench.ExportAsync(takeOver: true);

        Assert.That(exported.Value!.Files[^1].Text, Does.Contain("    labels: [C1, C5]\n").And.Not.Contain("datasetLabels:"));
        Assert.That(exported.Value.Lockfile.Resources.Keys.Select(a => a.ToString()), Has.One.EqualTo("datasetLabels.d"));
        Assert.That(apart.Value!.Lockfile.Resources.Keys.Select(a => a.Kind), Is.EqualTo(new[] { "datasetLabels" }));
        Assert.That(apart.Value.Files[^1].Text, Does.Match($$"""d: { existing: { id: "?{{bench.Id("dataset.d")}}"? } }""").And.Contain("{ dataset: d, labels: [C1, C5] }"));
        Assert.That(withoutLabels.Diagnostics.Select(d => d.Message), Is.Empty);
        Assert.That(withoutLabels.Value!.Files[^1].Text, Does.Not.Contain("labels"));
    }

    private static Task SetElsewhereAsync(Bench bench, string dataset) => bench.AddObjectAsync("datasetLabels", """{"labels":["C9"]}""", "AEP:dataset:" + dataset);

    private static string[] Calls(Bench bench) =>
        [.. bench.Writes.Where(w => w.PathAndQuery.EndsWith("/labels", StringComparison.Ordinal)).Select(w => $"{w.Method} {w.PathAndQuery.Split('/')[^2]} {w.Body}")];

    private static string[] Reads(Bench bench) => [.. bench.Reads.Where(r => r.EndsWith("/labels", StringComparison.Ordinal)).Select(r => r.Split('/')[^2])];

    private static async Task<string[]> LabelsAsync(Bench bench) =>
        [.. (await bench.ObjectsAsync("datasetLabels")).Select(o => string.Join(',', o["labels"]!.AsArray().Select(l => (string?)l)))];
}
