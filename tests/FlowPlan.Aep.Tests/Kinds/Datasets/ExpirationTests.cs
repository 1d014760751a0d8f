using FlowPlan.Aep.Tests.Emulated;

namespace FlowPlan.Aep.Tests.Kinds.Datasets;

/// <summary>The calls and the times of expirations of datasets.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class ExpirationTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          e: { title: Events, class: experience-event }
        datasets:
          d: { name: D, schema: e }
        datasetExpirations:
          x: { name: End, description: Not needed, dataset: d, expiry: 2040-01-01 }
        """;

    [TestCase("name: End", "name: The end", """{"displayName":"The end"}""")]
    [TestCase("description: Not needed", "description: Needless", """{"description":"Needless"}""")]
    [TestCase("description: Not needed, ", "", """{"description":""}""")]
    [TestCase("expiry: 2040-01-01", "expiry: 2041-01-01T18:00Z", """{"expiry":"2041-01-01T18:00:00Z"}""")]
    public async Task An_update_sends_what_changes_and_settles(string from, string to, string body)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Forget();
        bench.Manifest = Manifest.Replace(from, to, StringComparison.Ordinal);

        await bench.ApplyAsync();

        Assert.That(bench.Writes.Select(w => w.Body), Is.EqualTo(new[] { body }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_description_without_text_is_the_same_as_no_description()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("Not needed", "\"\"", StringComparison.Ordinal));

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [TestCase("2040-01-01", null)]
    [TestCase("2040-01-01T18:00Z", null)]
    [TestCase("2040-01-01T18:00:00Z", null)]
    [TestCase("2040-01-01T18:00:00.25+02:00", null)]
    [TestCase("2040-01-01T18:00:00", null)]
    [TestCase("18:00", "FP2036")]
    [TestCase("5/6/2040", "FP2036")]
    [TestCase("2040-01", "FP2036")]
    [TestCase("1 January 2040", "FP2036")]
    public async Task An_expiry_is_written_so_that_it_means_one_time(string expiry, string? code)
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace("2040-01-01", $"\"{expiry}\"", StringComparison.Ordinal));

        Assert.That(bench.ManifestFindings().Select(d => d.Code), Is.EqualTo(code is null ? [] : new[] { code }));
    }

    [Test]
    public async Task Only_expirations_that_are_not_over_are_listed()
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.ApplyAsync();
        bench.Manifest = Manifest[..Manifest.IndexOf("datasetExpirations", StringComparison.Ordinal)];
        await bench.ApplyAsync();
        bench.Forget();
        bench.LoseLockfile();

        await bench.Provider.Kind("datasetExpiration").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(bench.Reads.Single(r => r.Contains("/ttl", StringComparison.Ordinal)), Does.Contain("&status=pending,executing"));
    }
}
