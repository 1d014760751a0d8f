using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>Components and their instances.</summary>
public sealed class ComponentTests
{
    private const string Ingest =
        """
        inputs:
          region: { description: Where }
          retries: { type: number, default: 3, validation: { max: 5 } }
          key: { default: none }
        defaults: { flows: { enabled: false } }
        connections:
          web: { name: "Web {{ input.region }}", retries: "{{ input.retries }}", auth: { specName: s, params: { k: "{{ input.key }}" } } }
        flows:
          in: { name: "In {{ input.region }}", source: { connection: web } }
        outputs:
          flow: flows.in
          id: flows.in.id
          label: { text: "{{ input.region }}!" }

        """;

    private static readonly ManifestRequest Request = new() { Path = string.Empty, Variables = ["secret=canary-s3cret"] };

    [Test]
    public void An_instance_makes_the_resources_of_its_component_under_its_own_address()
    {
        var read = Workbench.ReadBody($"components:\n  ingest:\n{Indented(Ingest)}instances:\n  emea: {{ component: ingest, inputs: {{ region: EMEA }} }}\n");

        Assert.That(read.Resources.Select(r => $"{r.Section} {r.Key}"), Is.EqualTo(new[] { "connections emea/web", "flows emea/in" }));
        Assert.That(Body(read, "emea/in", "name"), Is.EqualTo(Value.Of("In EMEA")));
        Assert.That(Body(read, "emea/in", "enabled"), Is.EqualTo(Value.Of(false)));
        Assert.That(Body(read, "emea/web", "retries"), Is.EqualTo(Value.Of(3m)));
        Assert.That(new ResourceAddress("flow", "emea/in").ToString(), Is.EqualTo("component.emea.flow.in"));
    }

    [Test]
    public void A_component_of_another_file_begins_its_paths_there_and_is_read_once()
    {
        using var bench = new Workbench()
            .Write("parts/ingest.yaml", Ingest)
            .Write("flowplan.yaml", Workbench.Head + "instances:\n  in: { component: ./parts/ingest.yaml, forEach: [a, b], inputs: { region: \"{{ each.key }}\" } }\noutputs: { x: 'component.in[\"a\"].id', l: 'component.in[\"b\"].label', f: 'component.in[\"b\"].flow.in.id' }\n");
        var read = bench.Read();

        Assert.That(read.Diagnostics, Is.Empty);
        Assert.That(read.Value!.Resources.Where(r => r.Section == "flows").Select(r => r.Key), Is.EqualTo(new[] { "in[\"a\"]/in", "in[\"b\"]/in" }));
        Assert.That(read.Value.Components["in[\"a\"]"].Directory, Is.EqualTo(bench.Path("parts")));
        Assert.That(read.Value.Components["in[\"a\"]"].Resources["flow"], Is.EqualTo(("flows", "in[\"a\"]/in")));
        Assert.That(read.Value.Outputs.Select(o => (o.Name, o.Key, o.Text)), Is.EqualTo(new[] { ("f", "in[\"b\"]/in", (Value?)null), ("l", "", Value.Of("b!")), ("x", "in[\"a\"]/in", null) }));
    }

    [TestCase("in.yaml", "{0}")]
    [TestCase("flowplan.yaml", "components:\n  in:\n{1}")]
    public void Sections_of_a_component_in_which_everything_is_commented_out_count_as_missing(string file, string text)
    {
        const string Component = "inputs:\n  # a: {}\nconnections:\n  # web: {}\nflows: { f: { name: F } }\noutputs:\n  # o: flows.f\n";
        var written = text.Replace("{0}", Component, StringComparison.Ordinal).Replace("{1}", Indented(Component), StringComparison.Ordinal);
        var isOwn = file == "in.yaml";
        using var bench = new Workbench()
            .Write("in.yaml", isOwn ? written : string.Empty)
            .Write("flowplan.yaml", Workbench.Head + (isOwn ? string.Empty : written) + $"instances: {{ i: {{ component: {(isOwn ? "./in.yaml" : "in")} }} }}\n");
        var read = bench.Read();

        Assert.That(read.Diagnostics, Is.Empty);
        Assert.That(read.Value!.Resources.Select(r => r.Key), Is.EqualTo(new[] { "i/f" }));
    }

    [Test]
    public void What_a_secret_input_makes_is_a_secret()
    {
        var read = Workbench.ReadBody(
            $"variables: {{ secret: {{ sensitive: true }} }}\ncomponents:\n  ingest:\n{Indented(Ingest)}instances:\n  emea: {{ component: ingest, inputs: {{ region: EMEA, key: \"{{{{ var.secret }}}}\" }} }}\n", Request);

        Assert.That(Body(read, "emea/web", "auth/params/k"), Is.EqualTo(new Value.Secret(Value.Of("canary-s3cret"))));
        Assert.That(read.Secrets, Does.Contain("canary-s3cret"));
    }

    [Test]
    public void A_component_can_use_components_and_does_not_see_the_variables_of_the_manifest()
    {
        const string Manifest =
            """
            variables: { brand: { default: B } }
            components:
              inner: { inputs: { name: {} }, flows: { f: { name: "{{ input.name }}" } } }
              outer: { inputs: { name: {} }, instances: { i: { component: inner, inputs: { name: "{{ input.name }} x" } } } }
            instances:
              o: { component: outer, inputs: { name: "{{ var.brand }}" } }
            """;

        Assert.That(Workbench.ReadBody(Manifest).Resources.Select(r => (new ResourceAddress("flow", r.Key).ToString(), r.Body["name"]!.ToValue())), Is.EqualTo(new[] { ("component.o.component.i.flow.f", Value.Of("B x")) }));
        var wrong = Workbench.Read(Workbench.Head + Manifest.Replace("{{ input.name }}\" } }", "{{ var.brand }}\" } }", StringComparison.Ordinal));
        Assert.That(wrong.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1219" }));
    }

    [Test]
    public void Resources_in_place_of_a_component_are_a_component_written_out()
    {
        var read = Workbench.ReadBody("variables: { b: { default: B } }\ninstances:\n  'in[\"x\"]': { flows: { f: { name: \"{{ var.b }}\" } } }\n");
        Assert.That(read.Resources.Select(r => (r.Key, r.Body["name"]!.ToValue())), Is.EqualTo(new[] { ("in[\"x\"]/f", Value.Of("B")) }));
    }

    [TestCase("component: ingets, inputs: { region: A }", "FP1226", "did you mean 'ingest'?")]
    [TestCase("component: ./ingest.yaml, inputs: { region: A }", "FP1226", null)]
    [TestCase("component: ../../../../../../../etc/passwd, inputs: { region: A }", "FP1052", null)]
    [TestCase("component: ingest, inputs: { region: A, regoin: B }", "FP1227", "did you mean 'region'?")]
    [TestCase("component: ingest", "FP1228", null)]
    [TestCase("component: ingest, inputs: { region: [A] }", "FP1229", null)]
    [TestCase("component: ingest, inputs: { region: A, retries: 9 }", "FP1229", null)]
    [TestCase("component: ingest, with: { region: A }, inputs: { region: A }", "FP1101", null)]
    public void A_wrong_instance_is_one_error(string instance, string code, string? help)
    {
        var found = Workbench.Read(Workbench.Head + $"components:\n  ingest:\n{Indented(Ingest)}instances:\n  emea: {{ {instance} }}\n").Diagnostics;

        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { code }));
        Assert.That(found[0].Help, help is null ? Is.Not.Empty : Is.EqualTo(help));
    }

    [Test]
    public void The_default_of_an_input_can_be_an_expression()
    {
        var read = Workbench.ReadBody(
            """
            components:
              c:
                inputs:
                  label: { default: "L {{ environment.name }}" }
                  tags: { type: list, default: ["{{ project }}", b] }
                  retries: { type: number, default: "{{ project | string.size }}", validation: { max: 5 } }
                connections: { web: { name: "{{ input.label }}", tags: "{{ input.tags }}", retries: "{{ input.retries }}" } }
            instances: { i: { component: c, forEach: [a] } }
            """);

        Assert.That(Body(read, "i[\"a\"]/web", "name"), Is.EqualTo(Value.Of("L default")));
        Assert.That(Body(read, "i[\"a\"]/web", "tags"), Is.EqualTo(new Value.List([Value.Of("demo"), Value.Of("b")])));
        Assert.That(Body(read, "i[\"a\"]/web", "retries"), Is.EqualTo(Value.Of(4m)));
    }

    [TestCase("\"{{ var.b }}\"", "FP1219")]
    [TestCase("\"{{ each.key }}\"", "FP1219")]
    [TestCase("\"{{ input.other }}\"", "FP1219")]
    [TestCase("\"{{ project }}\", validation: { oneOf: [x] }", "FP1229")]
    public void A_default_sees_neither_variables_nor_inputs_and_is_validated(string given, string code)
    {
        var found = Workbench.Read(Workbench.Head + $"variables: {{ b: {{ default: B }} }}\ncomponents: {{ c: {{ inputs: {{ i: {{ default: {given} }}, other: {{ default: x }} }} }} }}\ninstances: {{ i: {{ component: c, forEach: [a, b] }} }}\n").Diagnostics;
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { code }));
    }

    [TestCase("default: hunter2-secret", "")]
    [TestCase("default: 7", "")]
    [TestCase("type: list, default: [hunter2-secret]", "")]
    [TestCase("", "pw: hunter2-secret")]
    [TestCase("default: hunter2-secret", "pw: '{{ var.s }}'")]
    [TestCase("type: map", "pw: { a: [hunter2-secret] }")]
    public void A_secret_input_is_not_written_in_the_manifest(string declared, string given)
    {
        var found = Workbench.Read(Workbench.Head + SecretInput(declared, given), Request with { Variables = ["s=canary-s3cret"] }).Diagnostics;
        Assert.That(found.Select(d => (d.Code, d.Message, d.Span!.Value.Hidden)), Is.EqualTo(new[] { ("FP1207", "the sensitive input 'pw' has its value in the manifest", true) }));
    }

    [TestCase("pw: { user: '{{ var.s }}', password: hunter2-secret, other: '{{ var.missing }}' }")]
    [TestCase("pw: { password: 'hunter2-secret{{ var.s }}', other: '{{ var.missing }}' }")]
    [TestCase("pw: { password: '{{ var.s }}hunter2-secret{{ var.s }}', other: '{{ var.missing }}' }")]
    public void Text_beside_an_expression_in_a_secret_input_is_not_shown(string given)
    {
        var found = Workbench.Read(Workbench.Head + SecretInput("type: map", given), Request with { Variables = ["s=canary-s3cret"] }).Diagnostics;
        Assert.That(found.Select(d => (d.Code, d.Span!.Value.Hidden)).Distinct(), Is.EqualTo(new[] { ("FP1219", true) }));
    }

    [Test]
    public void Expressions_without_text_in_a_secret_input_are_shown()
    {
        var found = Workbench.Read(Workbench.Head + SecretInput("type: map", "pw: { user: '{{ var.s }}', other: ' {{ var.missing }}' }"), Request with { Variables = ["s=canary-s3cret"] }).Diagnostics;
        Assert.That(found.Select(d => (d.Code, d.Span!.Value.Hidden)).Distinct(), Is.EqualTo(new[] { ("FP1219", false) }));
    }

    [TestCase("default: ''", "")]
    [TestCase("", "pw: '{{ var.s }}'")]
    [TestCase("", "pw: 'a {{ var.s }}'")]
    [TestCase("type: map", "pw: { user: admin, key: '{{ var.s }}' }")]
    [TestCase("type: list", "pw: []")]
    public void A_secret_input_comes_from_an_expression_or_is_empty(string declared, string given) =>
        Assert.That(Workbench.Read(Workbench.Head + SecretInput(declared, given), Request with { Variables = ["s=canary-s3cret"] }).Diagnostics, Is.Empty);

    [Test]
    public void A_component_that_contains_itself_is_an_error()
    {
        var found = Workbench.Read(Workbench.Head + "components:\n  a: { instances: { b: { component: b } } }\n  b: { instances: { a: { component: a } } }\ninstances: { x: { component: a } }\n").Diagnostics;
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "FP1230" }));
    }

    [Test]
    public void Instances_that_multiply_come_to_an_end()
    {
        var levels = string.Concat(Enumerable.Range(0, 8).Select(i => $"  c{i}: {{ instances: {{ x: {{ component: c{i + 1}, forEach: \"{{{{ 1..1000 }}}}\" }} }} }}\n"));
        var found = Workbench.Read(Workbench.Head + $"components:\n{levels}  c8: {{ flows: {{ f: {{ name: F }} }} }}\ninstances: {{ x: {{ component: c0 }} }}\n").Diagnostics;
        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "FP1231" }));
    }

    [Test]
    public void An_unknown_key_of_a_component_is_reported_once_however_often_it_is_used()
    {
        var found = Workbench.Read(Workbench.Head + "components: { a: { flow: {} } }\ninstances: { x: { component: a, forEach: [a, b] } }\n").Diagnostics;
        Assert.That(found.Select(d => (d.Code, d.Help)), Is.EqualTo(new[] { ("FP1101", "did you mean 'flows'?") }));
    }

    private static string SecretInput(string declared, string given) =>
        $"variables: {{ s: {{ sensitive: true }} }}\ncomponents: {{ c: {{ inputs: {{ pw: {{ sensitive: true, {declared} }} }} }} }}\ninstances: {{ i: {{ component: c, forEach: [a, b], inputs: {{ {given} }} }} }}\n";

    private static Value? Body(Core.Manifests.Model.Declarations read, string key, string path) =>
        FieldPath.Find((Value.Map)read.Resources.Single(r => r.Key == key).Body.ToValue(), path);

    private static string Indented(string text) => string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"    {line}\n"));
}
