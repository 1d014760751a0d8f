using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>References to existing objects by name: a plan and an import read the list of a kind once.</summary>
public sealed class ExistingReferenceTests
{
    private static readonly string[] Names = ["x", "y", "z"];

    [Test]
    public async Task A_plan_looks_up_all_names_in_one_list()
    {
        var estate = WithReferences();

        var plan = await estate.PlanAsync();

        Assert.That(plan.Actions.Select(a => a.Live?.Id), Is.EqualTo(Names.Select(n => $"id-{n}")));
        Assert.That(estate.Platform.Fake("base").Lists, Is.EqualTo(1));
    }

    [Test]
    public async Task An_import_looks_up_all_names_in_one_list()
    {
        var estate = WithReferences();

        var import = await estate.Importer().AllAsync(CancellationToken.None);

        Assert.That(import.Plan.Actions.Select(a => a.Live?.Id), Is.EqualTo(Names.Select(n => $"id-{n}")));
        Assert.That(estate.Platform.Fake("base").Lists, Is.EqualTo(1));
    }

    [Test]
    public async Task An_import_finds_names_and_resources_of_a_kind_in_one_list()
    {
        var estate = WithReferences();
        estate.Platform.Fake("base").Objects["id-own"] = (Value.Map.Of(("name", Value.Of("own"))), 0);
        estate.Declare(Estate.Make("base.own"));

        var import = await estate.Importer().AllAsync(CancellationToken.None);

        Assert.That(import.Objects.Single().Live.Id, Is.EqualTo("id-own"));
        Assert.That(estate.Platform.Fake("base").Lists, Is.EqualTo(1));
    }

    [TestCase("nothing", "FP4003")]
    [TestCase("twice", "FP4004")]
    public async Task An_import_reports_a_name_that_does_not_stand_for_one_object(string name, string code)
    {
        var estate = new Estate().Declare(Estate.Make("base.s") with { Existing = ExistingCriteria.ByName(name) });
        foreach (var id in new[] { "id-1", "id-2" })
            estate.Platform.Fake("base").Objects[id] = (Value.Map.Of(("name", Value.Of("twice"))), 0);

        var import = await estate.Importer().AllAsync(CancellationToken.None);

        Assert.That(import.Findings.Select(d => d.Code), Is.EqualTo(new[] { code }));
    }

    private static Estate WithReferences()
    {
        var estate = new Estate();
        foreach (var name in Names)
        {
            estate.Platform.Fake("base").Objects[$"id-{name}"] = (Value.Map.Of(("name", Value.Of(name))), 0);
            estate.Declare(Estate.Make($"base.{name}") with { Fields = Value.Map.Empty, Existing = ExistingCriteria.ByName(name) });
        }

        return estate;
    }
}
