using FlowPlan.Aep.Kinds.Flows;

namespace FlowPlan.Aep.Tests.Kinds.Flows;

[TestFixture]
internal sealed class FlowStateTests
{
    [TestCase("enabled")]
    [TestCase("Disabled")]
    [TestCase("initializing")]
    [TestCase("enabling")]
    [TestCase("updating")]
    [TestCase("disabling")]
    [TestCase("publishing")]
    [TestCase("enabled-finalizing")]
    [TestCase("disabled-finalizing")]
    public void A_state_that_a_flow_passes_through_is_one_that_enabled_can_represent(string state) =>
        Assert.That(FlowState.IsKnown(state), Is.True);

    [TestCase("draft")]
    [TestCase("deleted")]
    [TestCase("")]
    public void Any_other_state_is_unknown(string state) => Assert.That(FlowState.IsKnown(state), Is.False);
}
