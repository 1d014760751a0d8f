using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Values;

public sealed class ResourceKeyTests
{
    [TestCase("flow.loyalty", "flow", "loyalty")]
    [TestCase("flow.loyalty[\"emea\"]", "flow", "loyalty[\"emea\"]")]
    [TestCase("flow.loyalty[\"a.b/c\"]", "flow", "loyalty[\"a.b/c\"]")]
    [TestCase("component.emea.flow.loyalty", "flow", "emea/loyalty")]
    [TestCase("component.in[\"a.b/c\"].flow.loyalty[\"x.y\"]", "flow", "in[\"a.b/c\"]/loyalty[\"x.y\"]")]
    [TestCase("component.a.component.b.dataset.d", "dataset", "a/b/d")]
    [TestCase("component.emea", "component", "emea")]
    [TestCase("component.a.component.b", "component", "a/b")]
    public void An_address_is_read_and_written_alike(string text, string kind, string key)
    {
        var address = ResourceAddress.Parse(text);

        Assert.That((address.Kind, address.Key), Is.EqualTo((kind, key)));
        Assert.That(address.ToString(), Is.EqualTo(text));
        Assert.That(ResourceAddress.Parse($"{text} (deposed 7)"), Is.EqualTo(address.Deposed("7")));
        Assert.That(address.Deposed("7").ToString(), Is.EqualTo($"{text} (deposed 7)"));
    }

    [TestCase("component.a.b")]
    [TestCase("component.a.flow.")]
    [TestCase("component.a.b.c.d.e")]
    public void Some_texts_are_the_addresses_of_nothing(string text) => Assert.That(ResourceAddress.TryParse(text, out _), Is.False);

    [TestCase("in[\"a\"]/x", "in", true)]
    [TestCase("in[\"a\"]/x", "in[\"a\"]", true)]
    [TestCase("in[\"a\"]/x", "in[\"b\"]", false)]
    [TestCase("inner/x", "in", false)]
    [TestCase("in/x", "in", true)]
    [TestCase("in", "in", false)]
    [TestCase("in[\"a\"]", "in", false)]
    [TestCase("a/in[\"b\"]/c/x", "a/in", true)]
    [TestCase("a/in[\"b\"]/c/x", "in", false)]
    public void A_resource_is_in_its_component(string key, string component, bool expected) =>
        Assert.That(ResourceKey.ComponentsOf(key).Contains(component), Is.EqualTo(expected));
}
