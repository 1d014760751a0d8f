using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Which free-form values count as equal.</summary>
public sealed class FreeFormComparisonTests
{
    [TestCase(true, "true", true)]
    [TestCase(true, "True", false)]
    [TestCase(2, "2", true)]
    [TestCase(2, "2.0", false)]
    [TestCase(2, "02", false)]
    [TestCase(0.5, "0.5", true)]
    [TestCase(0.5, ".5", false)]
    public void A_string_equals_a_number_or_a_boolean_in_its_canonical_spelling_only(object scalar, string text, bool equal)
    {
        var value = scalar is bool truth ? Value.Of(truth) : Value.Of(Convert.ToDecimal(scalar, System.Globalization.CultureInfo.InvariantCulture));

        Assert.That(FreeFormComparison.Matches(value, null, Value.Of(text)), Is.EqualTo(equal));
        Assert.That(FreeFormComparison.Matches(Value.Of(text), null, value), Is.EqualTo(equal));
    }

    [Test]
    public void Two_strings_are_equal_if_they_are_the_same() =>
        Assert.That(FreeFormComparison.Matches(Value.Of("2"), null, Value.Of("2.0")), Is.False);

    [Test]
    public void Lists_are_compared_by_position()
    {
        Assert.That(FreeFormComparison.Matches(List(1, 2), null, List(1, 2)), Is.True);
        Assert.That(FreeFormComparison.Matches(List(1, 2), null, List(2, 1)), Is.False);
        Assert.That(FreeFormComparison.Matches(List(1, 2), null, List(1, 2, 3)), Is.False);
        Assert.That(FreeFormComparison.Matches(List(1, 2), null, List(1)), Is.False);
    }

    [Test]
    public void An_entry_of_a_list_item_that_was_recorded_and_is_no_longer_declared_is_a_difference()
    {
        var (one, two) = (Item(("a", 1)), Item(("a", 1), ("b", 2)));

        Assert.That(FreeFormComparison.Matches(one, null, two), Is.True);
        Assert.That(FreeFormComparison.Matches(one, two, two), Is.False);
        Assert.That(FreeFormComparison.Matches(one, two, one), Is.True);
    }

    private static Value.List List(params int[] items) => new([.. items.Select(i => Value.Of(i))]);

    private static Value.List Item(params (string Key, int Value)[] entries) =>
        new([Value.Map.Of(entries.Select(e => KeyValuePair.Create(e.Key, Value.Of(e.Value))))]);
}
