using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Each planned value of an output is recorded, so that the next plan is empty.</summary>
public sealed class OutputTests
{
    [Test]
    public async Task An_output_of_an_object_that_is_no_longer_managed_is_recorded()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        var (id, recorded) = (estate.Id("base.a"), estate.Lockfile!.Resources.Values.Single());
        estate.Declare(Estate.Make("base.a") with { Fields = Value.Map.Empty, Existing = ExistingCriteria.ByName("a") });
        estate.Outputs = [Output("out", "base.a")];

        var plan = await estate.PlanAsync();
        await estate.ApplyAsync(plan);

        Assert.That(plan.Actions.Single().Kind, Is.EqualTo(ActionKind.Forget));
        Assert.That(plan.Actions.Single().Prior, Is.EqualTo(recorded), "what leaves the state");
        Assert.That(estate.Lockfile!.Outputs["out"], Is.EqualTo(Value.Of(id)));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task An_import_records_a_new_output_of_a_resource_that_is_in_the_state()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Objects["id-x"] = (Value.Map.Of(("name", Value.Of("b"))), 0);
        estate.Declare(Estate.Make("base.b"));
        estate.Outputs = [Output("out", "base.a"), Output("imported", "base.b")];

        var import = await estate.Importer().AllAsync(CancellationToken.None);
        await estate.ApplyAsync(import.Plan);

        Assert.That(estate.Lockfile!.Outputs["out"], Is.EqualTo(Value.Of(estate.Id("base.a"))));
        Assert.That(estate.Lockfile!.Outputs["imported"], Is.EqualTo(Value.Of("id-x")));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    private static OutputReference Output(string name, string address) => new(name, new Value.Reference(ResourceAddress.Parse(address), "id"));
}
