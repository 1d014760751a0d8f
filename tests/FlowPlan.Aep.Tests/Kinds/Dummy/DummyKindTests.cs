using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Dummy;

/// <summary>A kind that the product does not know goes through everything that the product does with kinds.</summary>
[TestFixture]
internal sealed class DummyKindTests
{
    private const string Parts =
        "apiVersion: flowplan/v1\nproject: acme\nschemas:\n  s: { definition: { title: S, class: https://ns.adobe.com/xdm/context/profile } }\n"
        + "datasets:\n  d: { name: D, schema: s }\n";

    private const string Gadgets = "gadgets:\n  g: { code: G-1, dataset: d, size: 3, label: old }\n";

    [Test]
    public async Task It_is_read_planned_applied_changed_replaced_and_deleted()
    {
        var service = new GadgetService();
        await using var bench = await Bench.StartAsync(Parts + Gadgets, [.. AepKinds.All, new GadgetDefinition(service)]);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(bench.Lockfile.Resources[new("gadget", "g")].Fields["datasetId"], Is.EqualTo(Value.Of(bench.Id("dataset.d"))));

        bench.Manifest = bench.Manifest.Replace("label: old", "label: new");
        Assert.That(Described(await bench.PlanAsync()), Is.EqualTo(new[] { "Update gadget.g" }));
        await bench.ApplyAsync();

        bench.Manifest = bench.Manifest.Replace("size: 3", "size: 4");
        var replacement = (await bench.PlanAsync()).Actions.Single(a => a.IsChange);
        Assert.That((replacement.Kind, replacement.CreateBeforeDestroy), Is.EqualTo((ActionKind.Replace, true)));
        await bench.ApplyAsync();

        bench.Manifest = Parts;
        Assert.That(Described(await bench.PlanAsync()), Is.EqualTo(new[] { "Delete gadget.g" }));
        await bench.ApplyAsync();
        Assert.That(
            service.Calls.Where(c => c != "list gadgets"),
            Is.EqualTo(new[] { "create gadget.g", "update gadget.g", "create gadget.g", "delete gadget", "delete gadget" }));
    }

    [Test]
    public async Task Its_drift_is_found()
    {
        var service = new GadgetService();
        await using var bench = await Bench.StartAsync(Parts + Gadgets, [.. AepKinds.All, new GadgetDefinition(service)]);
        await bench.ApplyAsync();
        service.Edit(bench.Id("gadget.g"), "label", Value.Of("changed"));

        var drift = await bench.DriftAsync();

        Assert.That(Described(drift), Is.EqualTo(new[] { "Update gadget.g" }));
    }

    [Test]
    public async Task It_is_exported_and_the_export_has_no_changes()
    {
        var service = new GadgetService();
        await using var bench = await Bench.StartAsync(Parts + Gadgets, [.. AepKinds.All, new GadgetDefinition(service)]);
        await bench.ApplyAsync();

        var exported = await bench.ExportAsync();

        Assert.That(exported.Diagnostics.Select(d => d.Message), Is.Empty);
        var manifest = exported.Value!.Files[^1].Text;
        Assert.That(manifest, Does.Contain($"gadgets:\n  g-1: {{ code: G-1, dataset: d, size: 3, label: old }}  # {bench.Id("gadget.g")}"));
        Assert.That(exported.Value.Lockfile.Resources.Keys.Select(k => k.ToString()), Does.Contain("gadget.g-1"));
    }

    [Test]
    public async Task A_live_object_is_imported_by_its_numeric_id_and_by_its_name_in_another_case()
    {
        var service = new GadgetService();
        await using var bench = await Bench.StartAsync(Parts, [.. AepKinds.All, new GadgetDefinition(service)]);
        await bench.ApplyAsync();
        var created = await service.CreateAsync(
            new(new("gadget", "x"), "other", Value.Map.Of(("code", Value.Of("g-1")), ("datasetId", Value.Of(bench.Id("dataset.d"))), ("size", Value.Of(3)))),
            CancellationToken.None);
        bench.Manifest = Parts + Gadgets;

        Assert.That(bench.Dialect.CheckId("gadget", created.Id), Is.Null);
        Assert.That(bench.Dialect.CheckId("gadget", "not-a-number")?.Code, Is.EqualTo("FP2005"));
        var imported = await new Importer(bench.Provider, bench.Input(), force: false).OneAsync("gadget.g", created.Id, CancellationToken.None);
        Assert.That(imported.Plan.Actions.Single(a => a.Kind == ActionKind.Adopt).Live!.Id, Is.EqualTo(created.Id));
    }

    [Test]
    public async Task It_is_referred_to_by_a_name_that_ignores_case()
    {
        var service = new GadgetService();
        await using var bench = await Bench.StartAsync(Parts + Gadgets, [.. AepKinds.All, new GadgetDefinition(service)]);
        await bench.ApplyAsync();
        bench.Manifest = Parts + Gadgets + "  other: { existing: { name: g-1 } }\n";

        var read = (await bench.PlanAsync()).Actions.Single(a => a.Kind == ActionKind.Read);

        Assert.That(read.Live!.Id, Is.EqualTo(bench.Id("gadget.g")));
    }

    [Test]
    public void Its_mistakes_are_found_offline()
    {
        var dialect = new AepDialect([.. AepKinds.All, new GadgetDefinition(new())]);
        var source = new MemorySource("/gadgets", [KeyValuePair.Create("flowplan.yaml", "apiVersion: flowplan/v1\nproject: p\ngadgets:\n  a: { dataset: d, size: 1 }\n  b: { code: B, dataset: nowhere }\n")]);
        var read = ManifestReader.Read(new ManifestRequest { Source = source, Path = source.Folder }, dialect.Vocabulary);

        var found = dialect.Expand(read.Value!).Diagnostics;

        Assert.That(found.Select(d => d.Code).Distinct().Order(), Is.EqualTo(new[] { "FP1301", "FP1306" }));
        Assert.That(dialect.Kinds.Select(k => k.Name), Is.EqualTo(AepKinds.All.Select(k => k.Description.Name).Append("gadget")));
    }

    private static IEnumerable<string> Described(Plan plan) => plan.Actions.Where(a => a.IsChange).Select(a => $"{a.Kind} {a.Address}");
}
