using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>The example from an empty sandbox to a working ingest, in the sandboxes of two organizations.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class FullIngestTests
{
    private static readonly string[] Secrets = ["s3_key=a", "s3_secret=b", "kinesis_key=c", "kinesis_secret=d"];

    [TestCase("dev", "acme", "ACME Members")]
    [TestCase("prod", "globex", "ACME Inc Members")]
    public async Task One_apply_makes_all_the_second_plan_is_empty_the_export_says_the_same_and_all_can_be_destroyed(string environment, string tenant, string title)
    {
        await using var bench = await Bench.StartAsync(await File.ReadAllTextAsync(Path.Combine(ProductFiles.Example("full-ingest"), "flowplan.yaml")), tenant);
        (bench.Variables, bench.Environment) = (Secrets, environment);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That((await bench.DriftAsync()).HasChanges, Is.False);
        Assert.That(bench.Lockfile.Resources[new("schema", "members")].Fields.TextOf("title"), Is.EqualTo(title));
        Assert.That(bench.Writes.Select(w => w.Body).Any(b => b.Contains($"\"_{tenant}\"", StringComparison.Ordinal)), Is.True);
        Assert.That(bench.Writes.Select(w => w.Body).Any(b => b.Contains("_tenant", StringComparison.Ordinal)), Is.False);
        await AssertExportIsEqualAsync(bench, tenant);
        await AssertDestroyedAsync(bench);
    }

    private static async Task AssertExportIsEqualAsync(Bench bench, string tenant)
    {
        var exported = await bench.ExportAsync(takeOver: true);

        Assert.That(exported.Diagnostics.Select(d => d.Message), Is.Empty);
        Assert.That(exported.Value!.Lockfile.Resources.Values.Select(r => r.Id), Is.EquivalentTo(bench.Lockfile.Resources.Values.Select(r => r.Id)));
        Assert.That(string.Concat(exported.Value.Files.Where(f => f.Path.EndsWith(".yaml", StringComparison.Ordinal)).Select(f => f.Text)), Does.Not.Contain($"_{tenant}."));
    }

    /// <summary>Schemas in Profile and namespaces are never deleted: they are announced and retained, and what they need with them.</summary>
    private static async Task AssertDestroyedAsync(Bench bench)
    {
        bench.Manifest = "apiVersion: flowplan/v1\nproject: acme-full-ingest\nenvironments: { dev: { sandbox: dev }, prod: { sandbox: prod } }\n";
        bench.Variables = [];
        var plan = await bench.PlanAsync();

        var kept = plan.Actions.Where(a => a.Kind == ActionKind.Forget).Select(a => $"{a.Address}").ToList();
        var result = await bench.TryApplyAsync(plan);

        Assert.That(kept, Is.EquivalentTo(new[] { "schema.members", "schema.purchases", "identityNamespace.member", "fieldGroup.membership", "fieldGroup.purchase", "dataType.store" }));
        Assert.That(result.Failed.Select(f => f.Reason.Message), Is.Empty);
        Assert.That(bench.Lockfile.Resources, Is.Empty);
    }
}
