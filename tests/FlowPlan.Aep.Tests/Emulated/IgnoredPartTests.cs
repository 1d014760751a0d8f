using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>What <c>ignoreChanges</c> leaves alone stays as somebody else has it, also where the service takes the whole value.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class IgnoredPartTests
{
    [Test]
    public async Task An_ignored_field_of_a_mapping_is_kept_when_the_set_is_replaced()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming.Replace(
            "mappings:\n  m:\n", "mappings:\n  m:\n    lifecycle: { ignoreChanges: [fields.person.name.firstName] }\n", StringComparison.Ordinal));
        await bench.ApplyAsync();
        bench.Edit("mapping.m", """{"mappings":[{"sourceType":"text/x.schema-path","source":"theirs","destination":"person.name.firstName"},{"sourceType":"text/x.aep-xl","source":"upper(last)","destination":"person.name.lastName"}]}""");
        Assert.That((await bench.DriftAsync()).Actions.Single(a => a.Address.Kind == "mapping").Kind, Is.EqualTo(ActionKind.NoOp));
        bench.Manifest = bench.Manifest.Replace("upper(last)", "lower(last)", StringComparison.Ordinal);

        await bench.ApplyAsync();

        var live = await bench.Provider.Kind("mapping").ReadAsync(bench.Id("mapping.m"), CancellationToken.None);
        Assert.That(FieldPath.Find(live!.Fields, "fields/person.name.firstName/source"), Is.EqualTo(Value.Of("theirs")));
        Assert.That(FieldPath.Find(live.Fields, "fields/person.name.lastName/expression"), Is.EqualTo(Value.Of("lower(last)")));
    }

    [Test]
    public async Task A_part_of_list_items_is_ignored_and_the_rest_is_not()
    {
        await using var bench = await Bench.StartAsync(FieldTable.Manifest.Replace(
            "    connection: s3\n    data:", "    connection: s3\n    lifecycle: { ignoreChanges: [data.columns.*.type] }\n    data:", StringComparison.Ordinal));
        await AppliedFieldTable.AddReferencedAsync(bench);
        await bench.ApplyAsync();

        bench.Edit("sourceConnection.files", """{"data":{"columns":[{"name":"a","type":"long"}]}}""");
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);

        bench.Edit("sourceConnection.files", """{"data":{"columns":[{"name":"b","type":"long"}]}}""");
        var difference = (await bench.PlanAsync()).Actions.Single(a => a.Address.ToString() == "sourceConnection.files").Differences.Single();
        Assert.That(difference.Planned!.ToString(), Does.Contain("name: a, type: long"));
    }

    [Test]
    public async Task Values_of_a_tag_are_a_set()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        await bench.ApplyAsync();

        bench.Edit("dataset.d", """{"tags":{"team":["loyalty","crm"]}}""");

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task What_a_replacement_means_names_the_live_inlet_and_flow()
    {
        await using var bench = await Bench.StartAsync(Estates.Streaming);
        await bench.ApplyAsync();
        bench.Manifest = bench.Manifest.Replace("web-1", "web-2", StringComparison.Ordinal);

        var plan = await bench.PlanAsync();

        var inlet = bench.Lockfile.Resources[ResourceAddress.Parse("connection.web")].Attributes.TextOf("inletUrl");
        Assert.That(inlet, Does.StartWith("http"));
        Assert.That(plan.Actions.Single(a => a.Address.Kind == "connection").Consequences.Select(c => c.Text), Is.EqualTo(new[] { $"the inlet URL changes; producers posting to {inlet} will fail" }));
        Assert.That(plan.Actions.Single(a => a.Address.Kind == "flow").Consequences.Select(c => c.Text), Is.EqualTo(new[] { $"the flow id changes; records sent with x-adobe-flow-id {bench.Id("flow.f")} are no longer ingested" }));
    }
}
