namespace FlowPlan.Core.Tests.Manifests;

public sealed class IncludeTests
{
    [TestCase("flows/*.yaml", "a b")]
    [TestCase("flows/?.yaml", "a b")]
    [TestCase("./flows/a.yaml", "a")]
    [TestCase("'**/*.yaml'", "a b c d")]
    [TestCase("flows/**/*.yaml", "a b c")]
    [TestCase("'*/deep/c.yaml'", "c")]
    [TestCase("top.yaml", "d")]
    [TestCase("[flows/a.yaml, flows/b.yaml, \"flows/[ab].yaml\"]", "FP1012")]
    [TestCase("[flows/a.yaml, flows/*.yaml]", "a b")]
    [TestCase("flows/*.yml", "FP1012")]
    [TestCase("flowplan.yaml", "FP1012")]
    [TestCase("nowhere/*.yaml", "FP1012")]
    [TestCase("/etc/*.yaml", "FP1018")]
    [TestCase("flows\\*.yaml", "FP1018")]
    [TestCase("''", "FP1018")]
    [TestCase("5", "FP1103")]
    [TestCase("{ a: b }", "FP1103")]
    public void A_pattern_pulls_files_in(string include, string expected)
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + $"include: {include}\n");
        foreach (var (name, key) in new[] { ("flows/a.yaml", "a"), ("flows/b.yaml", "b"), ("flows/deep/c.yaml", "c"), ("top.yaml", "d"), ("flows/.hidden.yaml", "h"), ("flows/x.txt", "x") })
            bench.Write(name, $"flows:\n  {key}: {{ name: {key} }}\n");
        var outcome = bench.Read();
        var actual = outcome.Value?.Resources.Select(r => r.Key) ?? outcome.Diagnostics.Select(d => d.Code);
        Assert.That(string.Join(" ", actual), Is.EqualTo(expected));
    }

    [TestCase("flows:\n  a: {}\n", "FP1006 2:3")]
    [TestCase("project: other\n", "FP1014 1:10")]
    [TestCase("apiVersion: flowplan/v2\n", "FP1014 1:13")]
    [TestCase("include: x.yaml\n", "FP1017 1:1")]
    [TestCase("flows: 5\n", "FP1006 1:1")]
    [TestCase("- a\n", "FP1013 1:1")]
    [TestCase("flow: {}\n", "FP1101 1:1")]
    [TestCase("flows:\n  b: { nme: x }\n", "FP1101 2:8")]
    [TestCase("a: [\n", "FP1004 1:4")]
    public void An_error_in_an_included_file_has_its_place_there(string text, string expected)
    {
        using var bench = new Workbench()
            .Write("flowplan.yaml", Workbench.Head + "include: more.yaml\nflows:\n  a: {}\n")
            .Write("more.yaml", text);
        var outcome = bench.Read();
        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { expected }));
        Assert.That(outcome.Diagnostics[0].Span!.Value.Source.Path, Does.EndWith("more.yaml"));
    }

    [Test]
    public void Sections_are_joined_and_lists_appended()
    {
        using var bench = new Workbench()
            .Write("flowplan.yaml", Workbench.Head + "include: ['m*.yaml']\nflows:\n  z: {}\nmoved: [{ from: flow.a, to: flow.z }]\n")
            .Write("m2.yaml", "project: demo\nflows:\n  b: {}\nmoved: [{ from: flow.c, to: flow.b }]\nvariables: { v: { default: x } }\n")
            .Write("m1.yaml", "apiVersion: flowplan/v1\nconnections:\n  c: { name: \"{{ var.v }}\" }\nmoved: [{ from: flow.d, to: flow.e }]\n");
        var declarations = bench.Read().Value!;
        Assert.Multiple(() =>
        {
            Assert.That(declarations.Resources.Select(r => $"{r.Section}.{r.Key}"), Is.EqualTo(new[] { "connections.c", "flows.b", "flows.z" }));
            Assert.That(declarations.Moved.Select(m => m.From.Key), Is.EqualTo(new[] { "a", "d", "c" }));
            Assert.That(Workbench.At(declarations, "connections/c/name")!.ToString(), Is.EqualTo("x"));
        });
    }

    [Test]
    public void The_project_may_stand_in_a_fragment()
    {
        using var bench = new Workbench().Write("flowplan.yaml", "apiVersion: flowplan/v1\ninclude: p.yaml\n").Write("p.yaml", "project: demo\n");
        Assert.That(bench.Read().Value!.Project, Is.EqualTo("demo"));
    }
}
