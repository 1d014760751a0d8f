using FlowPlan.Core.Planning;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>What a kind cannot represent of a live object is never changed in silence.</summary>
[TestFixture]
internal sealed class UnsupportedPartTests
{
    private const string Extra = """{"transformations": [{"name": "Copy", "params": {}}, {"name": "Mapping", "params": {"mappingId": "MAPPING", "mappingVersion": 0}}]}""";

    [Test]
    public async Task A_plan_warns_of_a_transformation_that_it_does_not_show()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("flow.f", Extra.Replace("MAPPING", bench.Id("mapping.m"), StringComparison.Ordinal));

        var planned = await bench.TryPlanAsync();

        Assert.That(planned.Value!.Actions.Single(a => a.Address.ToString() == "flow.f").Kind, Is.EqualTo(ActionKind.NoOp));
        var warning = planned.Diagnostics.Single();
        Assert.That(warning.Code, Is.EqualTo("FP4105"));
        Assert.That(warning.Message, Does.Contain("transformations other than a mapping: Copy"));
    }

    [Test]
    public async Task A_replacement_says_that_it_loses_the_part()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("flow.f", Extra.Replace("MAPPING", bench.Id("mapping.m"), StringComparison.Ordinal));

        var planned = await bench.TryPlanAsync(new() { Replace = [new("flow", "f")] });

        Assert.That(planned.Value!.Actions.Single(a => a.Address.ToString() == "flow.f").Kind, Is.EqualTo(ActionKind.Replace));
        Assert.That(planned.Diagnostics.Single(d => d.Code == "FP4105").Help, Does.Contain("the replacement does not have that part"));
    }
}
