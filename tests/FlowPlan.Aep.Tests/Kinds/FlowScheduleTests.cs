using FlowPlan.Aep.Kinds.Flows;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds;

/// <summary>The start of a schedule, in each form in which the service may give it.</summary>
[TestFixture]
internal sealed class FlowScheduleTests
{
    [TestCase("1700000000")]
    [TestCase("1700000000000")]
    [TestCase("2023-11-14T22:13:20Z")]
    [TestCase("2023-11-14T22:13:20")]
    public void A_start_is_read(string text) => Assert.That(StartOf(Text(text)), Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1700000000)));

    [TestCase("soon")]
    [TestCase("-5")]
    [TestCase("99999999999999999999")]
    [TestCase("")]
    public void A_text_that_is_not_a_time_is_no_start(string text) => Assert.That(StartOf(Text(text)), Is.Null);

    [Test]
    public void A_number_is_read_too()
    {
        Assert.That(StartOf(Value.Of(1700000000)), Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1700000000)));
        Assert.That(StartOf(Value.Of(decimal.MaxValue)), Is.Null);
        Assert.That(StartOf(Value.Of(decimal.MinValue / 1000)), Is.Null);
    }

    private static DateTimeOffset? StartOf(Value start) => FlowSchedule.StartOf(Map(("schedule", Map(("startTime", start)))));
}
