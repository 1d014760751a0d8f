using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>What a kind cannot represent of a live object is never changed in silence.</summary>
[TestFixture]
internal sealed class UnsupportedPartTests
{
    private const string Extra = """{"transformations": [{"name": "OTHER", "params": {}}, {"name": "Mapping", "params": {"mappingId": "MAPPING", "mappingVersion": 0}}]}""";

    [TestCase("Filter")]
    [TestCase("Copy")]
    [TestCase("Encryption")]
    public async Task A_plan_warns_of_a_transformation_that_it_does_not_show(string name)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("flow.f", Extra.Replace("OTHER", name, StringComparison.Ordinal).Replace("MAPPING", bench.Id("mapping.m"), StringComparison.Ordinal));

        var planned = await bench.TryPlanAsync();

        Assert.That(planned.Value!.Actions.Single(a => a.Address.ToString() == "flow.f").Kind, Is.EqualTo(ActionKind.NoOp));
        var warning = planned.Diagnostics.Single();
        Assert.That(warning.Code, Is.EqualTo("FP4105"));
        Assert.That(warning.Message, Does.Contain($"transformations other than a mapping: {name}"));
    }

    [TestCase("Filter")]
    [TestCase("Copy")]
    public async Task A_replacement_says_that_it_loses_the_part(string name)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("flow.f", Extra.Replace("OTHER", name, StringComparison.Ordinal).Replace("MAPPING", bench.Id("mapping.m"), StringComparison.Ordinal));

        var planned = await bench.TryPlanAsync(new() { Replace = [new("flow", "f")] });

        Assert.That(planned.Value!.Actions.Single(a => a.Address.ToString() == "flow.f").Kind, Is.EqualTo(ActionKind.Replace));
        Assert.That(planned.Diagnostics.Single(d => d.Code == "FP4105").Help, Does.Contain("the replacement does not have that part"));
    }

    [TestCase("""{"name": "Copy", "params": {"deltaColumn": {"name": "changed"}, "mode": "append"}}""", "Copy.mode")]
    [TestCase("""{"name": "Encryption", "params": {"publicKeyId": "key", "sign": true}}""", "Encryption.sign")]
    [TestCase("""{"name": "Encryption", "params": {"publicKeyId": "key"}}""", null)]
    public async Task A_replacement_says_which_parameters_it_loses(string transformation, string? parameter)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("flow.f", Extra.Replace("""{"name": "OTHER", "params": {}}""", transformation, StringComparison.Ordinal).Replace("MAPPING", bench.Id("mapping.m"), StringComparison.Ordinal));

        var planned = await bench.TryPlanAsync(new() { Replace = [new("flow", "f")] });

        Assert.That(planned.Diagnostics.Where(d => d.Code == "FP4105").Select(d => d.Message.Split(' ')[^1]), Is.EqualTo(parameter is null ? [] : new[] { parameter }));
    }

    [TestCase("""{"source":"extra","sourceType":"ATTRIBUTE","destination":"person.name.firstName"}""", "the same target")]
    [TestCase("""{"source":"extra","sourceType":"text/x.new","destination":"person.name.middleName"}""", "source type 'text/x.new'")]
    public async Task An_update_of_a_mapping_set_keeps_the_part(string extra, string unsupported)
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("mapping.lone", $$$"""{"mappings":[{{{extra}}},{"source":"given","sourceType":"ATTRIBUTE","destination":"person.name.firstName"}]}""");
        bench.Manifest = bench.Manifest.Replace("lone: { name: Lone, schema: s, fields", "lone: { name: Alone, schema: s, fields", StringComparison.Ordinal);

        var planned = await bench.TryPlanAsync();
        var applied = await bench.TryApplyAsync(planned.Value!);

        Assert.That(UnsupportedPart(planned).Message, Does.Contain(unsupported));
        Assert.That(UnsupportedPart(planned).Help, Does.StartWith("changes keep that part"));
        Assert.That(applied.Failed, Is.Empty);
        var again = await bench.TryPlanAsync();
        Assert.That(again.Value!.HasChanges, Is.False);
        Assert.That(UnsupportedPart(again).Message, Does.Contain(unsupported), "the part is still there");
    }

    private static Diagnostic UnsupportedPart(Outcome<Plan> planned) => planned.Diagnostics.Single(d => d.Code == "FP4105");
}
