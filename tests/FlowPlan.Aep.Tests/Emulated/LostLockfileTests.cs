using FlowPlan.Core.Importing;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Whatever was edited and applied: when the lockfile is lost, an import finds every object again and nothing new is created.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class LostLockfileTests
{
    private static IEnumerable<FieldRow> Rows => FieldTable.Rows.Where(r => r.Actions.Length > 0);

    private static IEnumerable<TestCaseData> EachEdit => Rows.Select(r => new TestCaseData(r).SetArgDisplayNames(r.ToString()));

    [TestCaseSource(nameof(EachEdit))]
    public async Task After_one_edit(FieldRow row) => await AssertAllAreFoundAsync([(row.From, row.To)]);

    [Test]
    public async Task After_a_connection_without_a_source_id_was_renamed() =>
        await AssertAllAreFoundAsync([("web2: { name: Second,", "web2: { name: Third,")]);

    [Test]
    public async Task After_the_renaming_of_everything() => await AssertAllAreFoundAsync(
    [
        .. Rows.Where(r => r.Path is "name" or "title").Select(r => (r.From, r.To)),
        ("web2: { name: Second,", "web2: { name: Third,"),
    ]);

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task After_random_edits(int seed)
    {
        var random = new Random(seed);
        var rows = Rows.ToArray();
        random.Shuffle(rows);
        await AssertAllAreFoundAsync([.. rows.Take(8).Select(r => (r.From, r.To))]);
    }

    [Test]
    public async Task Two_connections_with_one_name_are_ambiguous_and_neither_is_taken()
    {
        await using var bench = await Bench.StartAsync("apiVersion: flowplan/v1\nproject: acme\nconnections:\n  a: { name: Same, dataType: raw }\n");
        await bench.ApplyAsync();
        bench.LoseLockfile();
        bench.Manifest = bench.Manifest.Replace("name: Same", "name: Other", StringComparison.Ordinal);
        await bench.ApplyAsync();
        bench.Edit("connection.a", """{"name": "Same"}""");
        bench.LoseLockfile();
        bench.Manifest = bench.Manifest.Replace("name: Other", "name: Same", StringComparison.Ordinal);

        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);

        Assert.That(imported.Objects, Is.Empty);
        Assert.That(imported.Findings.Single().Details, Has.Count.EqualTo(2));
        Assert.That((await bench.TryPlanAsync()).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4002" }));
    }

    [Test]
    public async Task A_source_id_tells_which_of_two_connections_with_one_name_it_is()
    {
        await using var bench = await Bench.StartAsync("apiVersion: flowplan/v1\nproject: acme\nconnections:\n  a: { name: A, dataType: raw, sourceId: one }\n  b: { name: B, dataType: raw, sourceId: two }\n");
        await bench.ApplyAsync();
        bench.Edit("connection.b", """{"name": "A"}""");
        var id = bench.Id("connection.a");
        bench.LoseLockfile();

        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);

        Assert.That(imported.Objects.Select(o => $"{o.Address}"), Is.EqualTo(new[] { "connection.a", "connection.b" }));
        Assert.That(imported.Objects[0].Live.Id, Is.EqualTo(id));
    }

    [Test]
    public async Task An_object_that_only_shares_the_name_does_not_hide_the_one_with_the_source_id()
    {
        await using var bench = await Bench.StartAsync("apiVersion: flowplan/v1\nproject: acme\nconnections:\n  a: { name: Ours, dataType: raw, sourceId: one }\n  b: { name: Else, dataType: raw, sourceId: two }\n");
        await bench.ApplyAsync();
        var id = bench.Id("connection.a");
        bench.Edit("connection.a", """{"name": "Renamed"}""");
        bench.Edit("connection.b", """{"name": "Ours"}""");
        bench.LoseLockfile();
        bench.Manifest = "apiVersion: flowplan/v1\nproject: acme\nconnections:\n  a: { name: Ours, dataType: raw, sourceId: one }\n";

        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);

        Assert.That(imported.Objects.Select(o => o.Live.Id), Is.EqualTo(new[] { id }));
    }

    private static async Task AssertAllAreFoundAsync(IEnumerable<(string From, string To)> edits)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        foreach (var (from, to) in edits)
            bench.Manifest = bench.Manifest.Replace(from, to, StringComparison.Ordinal);
        await bench.ApplyAsync();
        var before = bench.Lockfile.Resources.ToDictionary(r => r.Key, r => r.Value.Id);
        bench.LoseLockfile();

        var imported = await new Importer(bench.Provider, bench.Input()).AllAsync(CancellationToken.None);

        Assert.That(imported.Findings.Select(f => f.Message), Is.Empty);
        Assert.That(imported.Objects.ToDictionary(o => o.Address, o => o.Live.Id), Is.EquivalentTo(before));
        Assert.That(imported.Plan.Actions.Where(a => a.Kind == ActionKind.Create), Is.Empty);
    }
}
