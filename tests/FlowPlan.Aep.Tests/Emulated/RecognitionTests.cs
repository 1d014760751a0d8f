using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Objects as Adobe's tutorials and UI create them are the same objects as ours.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class RecognitionTests
{
    [Test]
    public async Task A_target_connection_without_a_schema_writes_the_schema_of_its_dataset()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        await bench.ApplyAsync();
        bench.Edit("targetConnection.f", """{"data": {"format": "parquet_xdm", "schema": null}}""");

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That((await bench.DriftAsync()).HasChanges, Is.False);
        var exported = await bench.ExportAsync();
        Assert.That(exported.Diagnostics, Is.Empty);
    }

    [Test]
    public async Task Of_a_target_connection_without_a_schema_a_change_of_the_dataset_still_replaces_it()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        await bench.ApplyAsync();
        bench.Edit("targetConnection.f", """{"data": {"format": "parquet_xdm", "schema": null}}""");
        bench.Manifest = bench.Manifest.Replace("datasets:\n", "datasets:\n  e: { name: Else, schema: s }\n", StringComparison.Ordinal)
            .Replace("target: { dataset: d,", "target: { dataset: e,", StringComparison.Ordinal);

        var plan = await bench.PlanAsync();

        Assert.That(plan.Actions.Single(a => $"{a.Address}" == "targetConnection.f").Kind, Is.EqualTo(ActionKind.Replace));
    }

    [Test]
    public async Task A_mapping_set_a_dataset_and_a_target_may_name_the_schema_by_its_short_id()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        await bench.ApplyAsync();
        var altId = "_acme.schemas." + bench.Id("schema.s").Split('/')[^1];
        bench.Edit("mapping.m", $$$$"""{"version": 0, "xdmSchema": "{{{{altId}}}}", "schemaRef": {"id": "{{{{altId}}}}"}, "outputSchema": {"schemaRef": {"id": "{{{{altId}}}}"}}}""");
        bench.Edit("dataset.d", $$$$"""{"schemaRef": {"id": "{{{{altId}}}}"}}""");
        bench.Edit("targetConnection.f", $$$$"""{"data": {"schema": {"id": "{{{{altId}}}}"}}}""");

        var plan = await bench.PlanAsync();

        Assert.That(plan.Actions.Where(a => a.Kind == ActionKind.Replace), Is.Empty);
        Assert.That(plan.Actions.Where(a => $"{a.Address}" is "mapping.m" or "dataset.d" or "targetConnection.f").SelectMany(a => a.Differences), Is.Empty);
    }

    [TestCase("authenticationRequired: true", "authenticationRequired: false", true)]
    [TestCase("    authenticationRequired: true\n", "", true)]
    [TestCase("streamName: stream", "streamName: river", false)]
    public async Task Opening_an_inlet_to_everybody_has_a_consequence(string from, string to, bool expected)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Manifest = bench.Manifest.Replace(from, to, StringComparison.Ordinal);

        var action = (await bench.PlanAsync()).Actions.Single(a => $"{a.Address}" == "connection.web");

        Assert.That(action.Consequences.Select(c => c.Text).Any(t => t.Contains("without a token", StringComparison.Ordinal)), Is.EqualTo(expected));
    }

    [Test]
    public async Task Closing_an_inlet_has_no_such_consequence()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        await bench.ApplyAsync();
        bench.Manifest = bench.Manifest.Replace("authenticationRequired: false", "authenticationRequired: true", StringComparison.Ordinal);

        Assert.That((await bench.PlanAsync()).Actions.Single(a => $"{a.Address}" == "connection.web").Consequences, Is.Empty);
    }
}
