using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>What another project manages is referred to and never taken over in passing: that project would find it changed or deleted.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class OtherProjectTests
{
    /// <summary>One connection serves two datasets; the one named Theirs carries the mark of another project.</summary>
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        connections:
          shared: { name: Shared, dataType: raw }
          own: { name: Own, dataType: raw }
        schemas:
          both: { definition: { title: Both, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
          theirs: { definition: { title: Theirs, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          ours: { name: Ours, schema: both }
          theirs: { name: Theirs, schema: theirs }
          also: { name: Also, schema: both }
        mappings:
          ours: { name: Ours, schema: both, fields: { person.name.firstName: first } }
          theirs: { name: Theirs, schema: theirs, fields: { person.name.firstName: first } }
        flows:
          ours: { name: Ours, source: { connection: shared }, target: { dataset: ours }, mapping: ours }
          theirs: { name: Theirs, source: { connection: shared }, target: { dataset: theirs }, mapping: theirs }
        """;

    private static readonly string[] Theirs =
    [
        "connection.shared", "dataset.theirs", "flow.theirs", "mapping.theirs", "schema.theirs", "sourceConnection.theirs", "targetConnection.theirs",
    ];

    [Test]
    public async Task An_export_refers_to_them_and_names_the_owner()
    {
        await using var bench = await TwoProjectsAsync();

        var exported = await bench.ExportAsync(takeOver: false);

        var managed = exported.Value!.Lockfile.Resources.Select(r => r.Value.Id).ToHashSet();
        Assert.That(Theirs.Where(a => managed.Contains(bench.Id(a))), Is.Empty);
        Assert.That(bench.Lockfile.Resources.Keys.Select(a => $"{a}").Except(Theirs).Where(a => !managed.Contains(bench.Id(a))), Is.Empty);
        var warning = exported.Diagnostics.Single();
        Assert.That((warning.Code, warning.Severity), Is.EqualTo(("FP8114", Severity.Warning)));
        Assert.That(warning.Message, Does.Contain("7 objects").And.Contain("'other'"));
        Assert.That(warning.Details, Has.One.Contains("connection 'Shared'").And.One.Contains("only referred to"));

        // An ID is in quotes where YAML would take it for a number.
        Assert.That(exported.Value.Files[^1].Text.Replace("\"", string.Empty, StringComparison.Ordinal), Does.Contain($"shared: {{ existing: {{ id: {bench.Id("connection.shared")} }} }}"));
    }

    [Test]
    public async Task An_export_that_takes_over_manages_them()
    {
        await using var bench = await TwoProjectsAsync();

        var exported = await bench.ExportAsync(takeOver: true);

        Assert.That(exported.Diagnostics, Is.Empty);
        Assert.That(exported.Value!.Lockfile.Resources.Select(r => r.Value.Id), Is.EquivalentTo(bench.Lockfile.Resources.Select(r => r.Value.Id)));
    }

    [Test]
    public async Task An_import_of_all_leaves_them_and_names_the_owner()
    {
        await using var bench = await TwoProjectsAsync();
        var recorded = bench.Lockfile.Resources.Keys.Select(a => $"{a}").ToList();
        bench.LoseLockfile();

        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);

        Assert.That(imported.Objects.Select(o => $"{o.Address}").Intersect(Theirs), Is.Empty);
        Assert.That(imported.Findings.Where(f => f.Code == "FP4211").Select(f => f.Message), Has.Some.Contains("connection.shared").And.Some.Contains("schema.theirs").And.All.Contains("'other'"));
        var all = await new Importer(bench.Provider, bench.Input(), takeOver: true).AllAsync(CancellationToken.None);
        Assert.That(all.Objects.Select(o => $"{o.Address}"), Is.EquivalentTo(recorded));
    }

    [TestCaseSource(nameof(Theirs))]
    public async Task An_import_of_one_is_refused(string address)
    {
        await using var bench = await TwoProjectsAsync();
        var id = bench.Id(address);
        bench.LoseLockfile();

        var refused = await Assert.ThrowsAsync<DiagnosticException>(() => new Importer(bench.Provider, bench.Input()).OneAsync(address, id, CancellationToken.None));

        Assert.That(refused!.Diagnostic.Code, Is.EqualTo("FP4211"));
        Assert.That(refused.Diagnostic.Message, Does.Contain("'other'"));
        var imported = await new Importer(bench.Provider, bench.Input(), takeOver: true).OneAsync(address, id, CancellationToken.None);
        Assert.That(imported.Objects.Single().Live.Id, Is.EqualTo(id));
    }

    [Test]
    public async Task The_mark_of_an_address_that_is_no_longer_declared_does_not_prevent_an_import()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        var id = bench.Id("dataset.also");
        bench.LoseLockfile();
        bench.Manifest = Manifest.Replace("also: { name", "renamed: { name", StringComparison.Ordinal);

        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);

        Assert.That(imported.Objects.Single(o => o.Address.ToString() == "dataset.renamed").Live.Id, Is.EqualTo(id));
        Assert.That(imported.Plan.Actions.Where(a => a.Kind == ActionKind.Create), Is.Empty);
    }

    private static async Task<Bench> TwoProjectsAsync()
    {
        var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Edit("dataset.theirs", """{"tags": {"flowplan": ["other/dataset.loyalty"]}}""");
        return bench;
    }
}
