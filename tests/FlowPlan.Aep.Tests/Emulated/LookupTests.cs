namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>A create whose response cannot be read is looked up by the same apply.</summary>
[TestFixture]
internal sealed class LookupTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        connections:
          web: { name: Web, dataType: raw }
        """;

    [TestCase("\"contentEncoding\": \"gzip\"")]
    [TestCase("\"contentEncoding\": \"br\"")]
    [TestCase("\"malformed\": true")]
    public async Task The_object_is_found_and_recorded_and_nothing_is_created_twice(string fault)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        var plan = await bench.PlanAsync();
        await bench.InjectAsync($$"""[{"method": "POST", "path": "/connections$", {{fault}}}]""");

        var result = await bench.TryApplyAsync(plan);

        Assert.That(result.Complete, Is.True, string.Join("; ", result.Failed.Select(f => f.Reason.Message)));
        Assert.That(bench.Writes.Where(w => w.Method == "POST").Select(w => w.PathAndQuery), Has.Exactly(1).EndsWith("/connections"));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }
}
