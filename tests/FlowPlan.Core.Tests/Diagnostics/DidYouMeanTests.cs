using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Tests.Diagnostics;

public sealed class DidYouMeanTests
{
    [TestCase("conections", ExpectedResult = "connections")]
    [TestCase("flwos", ExpectedResult = "flows")]
    [TestCase("FLOWS", ExpectedResult = "flows")]
    [TestCase("flow", ExpectedResult = "flows")]
    [TestCase("zzz", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    public string? The_nearest_word_is_found(string given) => DidYouMean.Closest(given, ["connections", "flows", "datasets"]);

    [Test]
    public void Of_two_equally_near_the_first_by_order_is_taken() =>
        Assert.That(DidYouMean.Closest("cat", ["hat", "bat"]), Is.EqualTo("bat"));

    [Test]
    public void A_word_that_is_very_long_is_not_compared() =>
        Assert.That(DidYouMean.Closest(new string('a', 1_000_000), [new string('a', 1_000_001)]), Is.Null);

    [Test]
    public void A_long_list_is_cut() =>
        Assert.That(DidYouMean.Help("q", Enumerable.Range(10, 50).Select(i => $"key{i}"), "none"), Does.EndWith("key29 and 30 more"));
}
