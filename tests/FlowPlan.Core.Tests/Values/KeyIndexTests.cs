using FlowPlan.Core.Values.Lookup;

namespace FlowPlan.Core.Tests.Values;

public sealed class KeyIndexTests
{
    private readonly List<string> items = [];

    [Test]
    public void An_item_is_found_in_a_short_list_and_in_a_long_one_that_grows()
    {
        var index = new KeyIndex<string>(items, item => item, first: 1);
        for (var i = 1; i <= 30; i++)
        {
            Assert.That(index.Find($"k{i}"), Is.EqualTo(-1));
            items.Add($"k{i}");
            Assert.That(Enumerable.Range(1, i).Select(k => index.Find($"k{k}")), Is.EqualTo(Enumerable.Range(1, i)));
        }

        Assert.That(index.Find("before"), Is.EqualTo(-1));
    }

    [Test]
    public void After_all_items_were_removed_others_are_found()
    {
        var index = new KeyIndex<string>(items, item => item);
        items.AddRange(Enumerable.Range(1, 20).Select(i => $"k{i}"));
        Assert.That(index.Find("k7"), Is.EqualTo(7));

        items.Clear();
        index.Clear();
        items.AddRange(Enumerable.Range(1, 20).Select(i => $"n{i}"));

        Assert.That(index.Find("k7"), Is.EqualTo(-1));
        Assert.That(index.Find("n7"), Is.EqualTo(6));
    }

    [SetUp]
    public void Begin()
    {
        items.Clear();
        items.Add("before");
    }
}
