using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>A reference to an attribute that the live object does not have.</summary>
public sealed class MissingAttributeTests
{
    [Test]
    public async Task A_reference_to_an_attribute_that_the_live_object_lacks_is_an_error_of_the_plan()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("top.t", ("baseVersion", Estate.Ref("base.a", "inletUrl"))));

        var planned = await estate.TryPlanAsync();

        var error = planned.Diagnostics.Single();
        Assert.That(error.Code, Is.EqualTo("FP4009"));
        Assert.That(error.Message, Does.Contain("base.a").And.Contain("inletUrl"));
        Assert.That(planned.Succeeded, Is.False);
    }

    [Test]
    public async Task An_attribute_that_a_planned_update_may_bring_is_none()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Declare(
            Estate.Make("base.a", ("color", Value.Of("red"))),
            Estate.Make("top.t", ("baseVersion", Estate.Ref("base.a", "inletUrl"))));

        Assert.That((await estate.TryPlanAsync()).Diagnostics, Is.Empty);
    }
}
