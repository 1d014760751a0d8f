using FlowPlan.Aep.Kinds.Datasets;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Datasets;

/// <summary>How long rows are kept, and when a dataset is deleted: less than before loses data, and that needs approval.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RetentionTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          e: { title: Events, class: experience-event }
          r: { title: Records, class: profile }
        datasets:
          d: { name: D, schema: e, retention: P90D }
        """;

    private const string Expiring = Manifest + "\ndatasetExpirations:\n  x: { name: End, dataset: d, expiry: 2040-01-01 }\n";

    [Test]
    public async Task It_is_set_after_the_dataset_was_made_and_settles()
    {
        await using var bench = await Bench.StartAsync(Manifest);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(bench.Writes.Single(w => w.PathAndQuery.Contains("/v2/", StringComparison.Ordinal)).Body, Is.EqualTo("""{"extensions":{"adobe_lakeHouse":{"rowExpiration":{"ttlValue":"P90D"}}}}"""));
    }

    [TestCase("retention: P90D", "retention: P120D", false)]
    [TestCase("retention: P90D", "retention: P1Y", false)]
    [TestCase("retention: P90D", "retention: P60D", true)]
    [TestCase("retention: P90D", "retention: P2M", true)]
    [TestCase("retention: P90D", "retention: { lake: P90D, profile: P30D }", true)]
    public async Task Keeping_rows_for_less_time_is_destructive_and_says_what_is_lost(string from, string to, bool isDestructive)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest.Replace(from, to, StringComparison.Ordinal);

        var action = (await bench.PlanAsync()).Actions.Single(a => a.IsChange);

        Assert.That((action.Kind, action.Destructive), Is.EqualTo((ActionKind.Update, isDestructive)));
        Assert.That(action.Consequences.Any(c => c.Text.Contains("are deleted", StringComparison.Ordinal)), Is.EqualTo(isDestructive));
    }

    [Test]
    public async Task What_the_service_sets_by_itself_is_no_difference()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace(", retention: P90D", string.Empty, StringComparison.Ordinal));
        await bench.ApplyAsync();
        bench.Edit("dataset.d", """{"extensions":{"adobe_lakeHouse":{"rowExpiration":{"ttlValue":"P3Y","valueStatus":"default"}}}}""");

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That((await bench.DriftAsync()).HasChanges, Is.False);
    }

    [TestCase("retention: P90D", "retention: 90 days", "is not a duration")]
    [TestCase("retention: P90D", "retention: P20D", "too short")]
    [TestCase("retention: P90D", "retention: { profile: P3D }", "too short")]
    [TestCase("schema: e", "schema: r", "holds records")]
    public async Task What_cannot_be_is_found_before_any_call(string from, string to, string told)
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace(from, to, StringComparison.Ordinal));

        var found = bench.ManifestFindings().Single();

        Assert.That((found.Code, found.Message.Contains(told, StringComparison.Ordinal)), Is.EqualTo(("FP2036", true)), found.Message);
    }

    [Test]
    public async Task An_expiration_is_created_found_again_and_cancelled()
    {
        await using var bench = await Bench.StartAsync(Expiring);
        await bench.ApplyAsync();
        var body = bench.Writes.Single(w => w.PathAndQuery.EndsWith("/ttl", StringComparison.Ordinal)).Body;

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(body, Is.EqualTo($$"""{"displayName":"End","expiry":"2040-01-01T00:00:00Z","datasetId":"{{bench.Id("dataset.d")}}"}"""));
        bench.Manifest = Manifest;
        await bench.ApplyAsync();
        Assert.That((await bench.ObjectsAsync("expirations")).Select(e => (string?)e["status"]), Is.EqualTo(new[] { "cancelled" }));
        bench.Manifest = Expiring;
        await bench.ApplyAsync();
        Assert.That((await bench.ObjectsAsync("expirations")).Select(e => (string?)e["status"]).Order(), Is.EqualTo(new[] { "cancelled", "pending" }));
    }

    [Test]
    public async Task An_organization_without_the_service_has_no_expirations_and_can_be_exported()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        await bench.InjectAsync("""[{"path": "/hygiene/", "status": 403, "times": -1}]""");

        var exported = await bench.ExportAsync(takeOver: true);

        Assert.That(exported.Diagnostics.Select(d => d.Message), Is.Empty);
        Assert.That(string.Join('\n', exported.Value!.Files.Select(f => f.Text)), Does.Contain("retention: { lake: P90D }"));
    }

    [TestCase("2039-01-01", true)]
    [TestCase("2041-01-01", false)]
    public async Task An_earlier_expiration_is_destructive(string expiry, bool isDestructive)
    {
        await using var bench = await Bench.StartAsync(Expiring);
        await bench.ApplyAsync();
        bench.Manifest = Expiring.Replace("2040-01-01", expiry, StringComparison.Ordinal);

        Assert.That((await bench.PlanAsync()).Actions.Single(a => a.IsChange).Destructive, Is.EqualTo(isDestructive));
        await bench.ApplyAsync();
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [TestCase("P1Y2M3W4D", 365 + 60 + 21 + 4)]
    [TestCase("P90D", 90)]
    [TestCase("P", null)]
    [TestCase("P0D", null)]
    [TestCase("90D", null)]
    [TestCase("P1DT1H", null)]
    public void A_duration_has_years_months_weeks_and_days(string text, int? days) => Assert.That(Retention.DaysOf(text), Is.EqualTo(days));

    [Test]
    public void A_longer_duration_loses_nothing() =>
        Assert.That((Retention.LossOf(Value.Of("P1M"), Value.Of("P31D")), Retention.LossOf(Value.Of("P1M"), Value.Of("P30D")), Retention.LossOf(null, null)), Is.EqualTo(((string?)null, (string?)null, (string?)null)));
}
