namespace FlowPlan.Core.Tests.Manifests;

/// <summary>Instances, outputs and files that a manifest should not have: each is an error, and never more than that.</summary>
public sealed class InstanceTests
{
    [TestCase("instances: { a: { forEach: [x], flows: { f: { name: F } } }, 'a[\"x\"]': { flows: { f: { name: F } } } }", "FP1006 3:62")]
    [TestCase("components: { c: { flows: { f: { name: F } } } }\ninstances: { 'a[\"x\"]': { component: c }, a: { component: c, forEach: [y, x] } }", "FP1006 4:42")]
    [TestCase("components: { c: { instances: { a: { forEach: [x], flows: {} }, 'a[\"x\"]': { flows: {} } } } }\ninstances: { o: { component: c, forEach: [a, b] } }", "FP1006 3:65")]
    public void Two_instances_cannot_have_one_address(string body, string expected) =>
        Assert.That(Workbench.Places(Workbench.Read(Workbench.Head + body)), Is.EqualTo(new[] { expected }));

    [TestCase("component", "FP1209")]
    [TestCase("component.", "FP1209")]
    [TestCase("component.x", "FP1210")]
    [TestCase("flows", "FP1209")]
    public void An_output_that_names_no_resource_is_an_error(string output, string code) =>
        Assert.That(Workbench.Read(Workbench.Head + $"outputs: {{ x: {output} }}\n").Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { code }));

    [TestCase("components: { c: \"a\\0.yaml\" }\ninstances: { i: { component: c } }")]
    [TestCase("instances: { i: { component: \"a\\0.yaml\" } }")]
    public void A_path_with_a_null_character_names_no_file(string body) =>
        Assert.That(Workbench.Read(Workbench.Head + body).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1226" }));

    [TestCase(100, null)]
    [TestCase(101, "FP1231")]
    [TestCase(20_000, "FP1231")]
    public void Instances_are_nested_to_a_limit(int levels, string? code)
    {
        var chain = string.Concat(Enumerable.Range(1, levels - 1).Select(i => $"  c{i}: {{ instances: {{ x: {{ component: c{i + 1} }} }} }}\n"));
        var found = Workbench.Read(Workbench.Head + $"components:\n{chain}  c{levels}: {{ flows: {{ f: {{ name: F }} }} }}\ninstances: {{ x: {{ component: c1 }} }}\n").Diagnostics;
        Assert.That(found.Select(d => d.Code), Is.EqualTo(code is null ? [] : new[] { code }));
    }
}
