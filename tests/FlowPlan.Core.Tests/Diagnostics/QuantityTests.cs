using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Tests.Diagnostics;

public sealed class QuantityTests
{
    [TestCase(0, "0 changes", "0 changes")]
    [TestCase(1, "1 change", "1 change")]
    [TestCase(999, "999 changes", "999 changes")]
    [TestCase(1200, "1200 changes", "1,200 changes")]
    [TestCase(1_234_567, "1234567 changes", "1,234,567 changes")]
    public void The_noun_follows_the_number(int number, string plain, string grouped) =>
        Assert.That((Quantity.Of(number, "change"), Quantity.Grouped(number, "change")), Is.EqualTo((plain, grouped)));

    [Test]
    public void A_number_is_written_the_same_in_every_culture() => Assert.That(Quantity.Number(12_345_678_901), Is.EqualTo("12,345,678,901"));
}
