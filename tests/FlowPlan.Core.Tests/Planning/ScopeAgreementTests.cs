using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>A saved plan is for one project, environment, organization and sandbox; it is carried out in no other.</summary>
public sealed class ScopeAgreementTests
{
    private static readonly DeploymentScope Approved = new("p", "e", "org", "s");

    [Test]
    public async Task A_plan_for_the_same_scope_is_carried_out() => Assert.That(await CheckAsync(Approved), Is.Empty);

    [TestCase("other", "e", "org", "s", "project 'p', not for 'other'")]
    [TestCase("p", "other", "org", "s", "environment 'e', not for 'other'")]
    [TestCase("p", "e", "other", "s", "organization 'org', not for 'other'")]
    [TestCase("p", "e", "org", "other", "sandbox 's', not for 'other'")]
    public async Task A_plan_for_another_scope_is_refused(string project, string environment, string organization, string sandbox, string message)
    {
        var found = await CheckAsync(new(project, environment, organization, sandbox));
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "FP4111" }));
        Assert.That(found[0].Message, Does.EndWith(message));
        Assert.That(found[0].Help, Is.Not.Empty);
    }

    [Test]
    public async Task All_that_differs_is_reported_at_once() =>
        Assert.That(await CheckAsync(new("1", "2", "3", "4")), Has.Count.EqualTo(4));

    [TestCase("dyed", 8, "FP4118")]
    [TestCase("dyed", 7, "FP4113")]
    [TestCase("", 8, null)]
    public async Task An_imported_output_that_changed_makes_the_plan_stale_and_a_serial_alone_does_not(string color, long serial, string? code)
    {
        var estate = new Estate { Scope = Approved }.Declare(Estate.Make("base.a"));
        var approved = await estate.PlanAsync();
        if (color.Length > 0)
            estate.Declare(Estate.Make("base.a", ("color", Core.Values.Value.Of(color))));
        var current = await estate.PlanAsync();

        var found = StalePlanCheck.Check(With(approved, 7), With(current, serial));

        Assert.That(found.Select(d => d.Code), Is.EqualTo(code is null ? Array.Empty<string>() : [code]));

        static Core.Planning.Plan With(Core.Planning.Plan plan, long serial) =>
            plan with { Binding = plan.Binding with { Imports = [new("core", "core", "dev", "lineage", serial)] } };
    }

    private static async Task<IReadOnlyList<Core.Diagnostics.Diagnostic>> CheckAsync(DeploymentScope current)
    {
        var estate = new Estate { Scope = Approved }.Declare(Estate.Make("base.a"));
        var approved = await estate.PlanAsync();
        estate.Scope = current;
        return StalePlanCheck.Check(approved, await estate.PlanAsync());
    }
}
