using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>An address may begin with the name of the section or of the kind, wherever a manifest holds one.</summary>
public sealed class AddressFormTests
{
    private const string Web = "connections: { web: { name: Web } }\n";

    [TestCase("connections.web.id")]
    [TestCase("connection.web.id")]
    [TestCase("{ value: connection.web.id }")]
    public void An_output_takes_both_forms(string output)
    {
        var read = Workbench.ReadBody(Web + $"outputs: {{ a: {output} }}\n").Outputs.Single();
        Assert.That((read.Section, read.Key, read.Attribute), Is.EqualTo(("connections", "web", "id")));
    }

    [TestCase("flow.a", "flow.b")]
    [TestCase("flows.a", "flows.b")]
    [TestCase("flow.a", "flows.b")]
    public void A_moved_block_takes_both_forms(string from, string to)
    {
        var moved = Workbench.ReadBody($"moved: [{{ from: {from}, to: {to} }}]\n").Moved.Single();
        Assert.That((moved.From, moved.To), Is.EqualTo((new ResourceAddress("flow", "a"), new ResourceAddress("flow", "b"))));
    }
}
