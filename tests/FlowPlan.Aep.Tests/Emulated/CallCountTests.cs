
namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Lists are dear: each is read once, however many resources need it.</summary>
[TestFixture]
internal sealed class CallCountTests
{
    private const string Parts =
        "apiVersion: flowplan/v1\nproject: acme\nconnections:\n  a: { name: A, dataType: xdm }\n  b: { name: B, dataType: xdm }\n  c: { name: C, dataType: xdm }\n";

    [Test]
    public async Task All_references_by_name_of_a_kind_share_one_list()
    {
        await using var bench = await Bench.StartAsync(Parts);
        await bench.ApplyAsync();
        bench.Manifest = Parts + "  x: { existing: { name: A } }\n  y: { existing: { name: B } }\n  z: { existing: { name: C } }\n  w: { existing: { name: A } }\n";
        bench.Forget();

        var plan = await bench.PlanAsync();

        Assert.That(plan.Actions.Count(a => a.Live is not null), Is.EqualTo(7));
        Assert.That(bench.Reads.Where(r => r.Contains("/connections?", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_export_reads_each_collection_once()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Forget();

        var exported = await bench.ExportAsync();

        Assert.That(exported.Value, Is.Not.Null);
        var lists = bench.Reads.Where(r => r.Contains("limit=", StringComparison.Ordinal) || r.EndsWith("/identities", StringComparison.Ordinal)).Select(r => r.Split('?')[0]).ToList();
        // Two kinds have no list of their own with pages: descriptors, and labels, for which each dataset is asked.
        Assert.That(lists, Has.Count.EqualTo(bench.Dialect.Kinds.Count - 2), string.Join(" ", bench.Reads));
        Assert.That(lists, Is.Unique);
        Assert.That(bench.Reads.Where(r => r.EndsWith("/labels", StringComparison.Ordinal)), Is.Unique.And.Not.Empty);

        // The one collection of two kinds: the descriptors of managed schemas are fields of those, all others are resources.
        Assert.That(bench.Reads.Count(r => r.EndsWith("/descriptors", StringComparison.Ordinal)), Is.EqualTo(2));
    }
}
