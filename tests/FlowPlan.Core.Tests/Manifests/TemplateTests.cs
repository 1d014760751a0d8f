using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

public sealed class TemplateTests
{
    private const string Variables =
        """
        variables:
          text: { default: "a: {b} # \"c\"" }
          count: { type: number, default: 3 }
          ratio: { type: number, default: 0.10 }
          on: { type: boolean, default: true }
          list: { type: list, default: [a, 1, { k: v }] }
          map: { type: map, default: { k: [1] } }
        environments: { dev: { sandbox: sb } }

        """;

    private static IEnumerable<TestCaseData> Values()
    {
        yield return new("\"{{ var.count }}\"", Value.Of(3m));
        yield return new("'{{ var.count + 1 }}'", Value.Of(4m));
        yield return new("\"{{ var.ratio }}\"", Value.Of(0.1m));
        yield return new("\"{{ 0.1 + 0.2 }}\"", Value.Of(0.3m));
        yield return new("\"{{ var.on }}\"", Value.Of(true));
        yield return new("\"{{ !var.on }}\"", Value.Of(false));
        yield return new("\"{{ null }}\"", Value.NullValue);
        yield return new("\"{{ var.text }}\"", Value.Of("a: {b} # \"c\""));
        yield return new("\"{{ var.list }}\"", new Value.List([Value.Of("a"), Value.Of(1m), Value.Map.Of(("k", Value.Of("v")))]));
        yield return new("\"{{ var.map }}\"", Value.Map.Of(("k", new Value.List([Value.Of(1m)]))));
        yield return new("\"{{ var.list[2].k }}\"", Value.Of("v"));
        yield return new("\"{{ var.map | object.to_json }}\"", Value.Of("{\"k\":[1]}"));
        yield return new("'{{ {b: [1, 0.50, null, true, 1..3], a: \"é <&>+\\\"\"} | object.to_json }}'", Value.Of(@"{""b"":[1,0.50,null,true,[1,2,3]],""a"":""\u00E9 \u003C\u0026\u003E\u002B\u0022""}"));
        yield return new("'{{ \"{\\\"a\\\": [1.50, null]}\" | object.from_json }}'", Value.Map.Of(("a", new Value.List([Value.Of(1.5m), Value.NullValue]))));
        yield return new("\"n {{ var.count }}\"", Value.Of("n 3"));
        yield return new("\" {{ var.count }}\"", Value.Of(" 3"));
        yield return new("\"{{ var.count }}{{ var.on }}\"", Value.Of("3true"));
        yield return new("plain {{ project }} text", Value.Of("plain demo text"));
        yield return new("\"{{ environment.name }}/{{ environment.sandbox }}\"", Value.Of("dev/sb"));
        yield return new("\"{{ if var.on }}yes{{ else }}no{{ end }}\"", Value.Of("yes"));
        yield return new("\"{{ for i in 1..3 }}{{ i }},{{ end }}\"", Value.Of("1,2,3,"));
        yield return new("\"{{ project | string.upcase }}\"", Value.Of("DEMO"));
        yield return new("\"{%{ {{ x }} }%}\"", Value.Of(" {{ x }} "));
        yield return new("\"{{ '{{ x }}' }}\"", Value.Of("{{ x }}"));
        yield return new("\"}}\"", Value.Of("}}"));
        yield return new("|\n      one\n        {{ project }}\n", Value.Of("one\n  demo\n"));
    }

    [TestCaseSource(nameof(Values))]
    public void An_expression_gives_its_value_and_type(string yaml, Value expected)
    {
        var declarations = Workbench.ReadBody(Variables + $"flows:\n  f:\n    target:\n     x: {yaml}\n");
        Assert.That(Workbench.At(declarations, "flows/f/target/x"), Is.EqualTo(expected));
    }

    [TestCase("\"{{ date.now }}\"")]
    [TestCase("\"{{ math.random 1 5 }}\"")]
    [TestCase("\"{{ math.uuid }}\"")]
    [TestCase("\"{{ include 'x' }}\"")]
    [TestCase("\"{{ object.eval '1' }}\"")]
    [TestCase("\"{{ object.eval_template '1' }}\"")]
    [TestCase("\"{{ env.PATH }}\"")]
    [TestCase("\"{{ timespan.zero }}\"")]
    public void Nothing_that_differs_from_run_to_run_is_in_scope(string yaml) => AssertError(yaml, "FP1219");

    [TestCase("\"{{ var.map.k = 5 }}{{ var.map.k }}\"", "FP1208")]
    [TestCase("\"{{ var.count = 5 }}{{ var.count }}\"", "FP1208")]
    [TestCase("\"{{ string.upcase = 5 }}{{ string.upcase }}\"", "FP1208")]
    [TestCase("\"{{ for i in 1..200 }}{{ for j in 1..200 }}{{ end }}{{ end }}\"", "FP1208")]
    [TestCase("\"{{ s = 'aaaaaaaaaa'; for i in 1..30; s = s + s; end; s }}\"", "FP1208")]
    [TestCase("\"{{ for i in 1..2000 }}{{ 'x' | string.pad_left 1000 }}{{ end }}\"", "FP1208")]
    [TestCase("\"{{ 1..100000000 }}\"", "FP1208")]
    [TestCase("\"{{ regex.match 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' '^(a+)+$' }}\"", "FP1208")]
    [TestCase("\"{{ string.upcase }}\"", "FP1208")]
    [TestCase("\"{{ string }}\"", "FP1208")]
    [TestCase("\"{{ f = do; ret 1; end }}\"", "FP1218")]
    [TestCase("\"{{ @string.upcase | object.to_json }}\"", "FP1208")]
    [TestCase("\"{{ object.to_json }}\"", "FP1208")]
    public void What_would_change_the_scope_or_run_away_is_an_error(string yaml, string code) => AssertError(yaml, code);

    [Test]
    public void What_one_value_assigns_is_not_seen_by_the_next()
    {
        var outcome = Workbench.Read(Workbench.Head + "flows:\n  a: { name: \"{{ x = 1 }}{{ x }}\" }\n  b: { name: \"{{ x }}\" }\n");
        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1219 5:18" }));
    }

    [Test]
    public void What_one_value_does_to_a_list_is_not_seen_by_the_next()
    {
        var declarations = Workbench.ReadBody(Variables + "flows:\n  a: { target: { x: \"{{ var.list[0] = 5 }}\" } }\n  b: { target: { x: \"{{ var.list[0] }}\" } }\n");
        Assert.That(Workbench.At(declarations, "flows/b/target/x"), Is.EqualTo(Value.Of("a")));
    }

    [TestCase("\"{{ var.list2 }}\"", "did you mean 'list'?")]
    [TestCase("\"{{ environment.sandbx }}\"", "did you mean 'sandbox'?")]
    [TestCase("\"{{ projct }}\"", "did you mean 'project'?")]
    [TestCase("\"{{ project | string.upcse }}\"", "did you mean 'upcase'?")]
    [TestCase("\"{{ var.map.kk }}\"", "did you mean 'k'?")]
    public void An_unknown_name_is_guessed(string yaml, string help)
    {
        var outcome = Workbench.Read(Workbench.Head + Variables + $"flows: {{ f: {{ target: {{ x: {yaml} }} }} }}\n");
        Assert.That(outcome.Diagnostics.Single().Help, Is.EqualTo(help));
    }

    // The value begins in line 5, column 11; each marks the unknown name 'nope'.
    [TestCase("a {{ nope }} b", 5, 16)]
    [TestCase("a\n      {{ nope }} b", 6, 10)]
    [TestCase("a\r\n      {{ nope }} b", 6, 10)]
    [TestCase("'it''s {{ nope }}'", 5, 21)]
    [TestCase("'a\n\n      {{ nope }}'", 7, 10)]
    [TestCase("\"{{ nope }}\"", 5, 15)]
    [TestCase("\"\\\" \\u0041 \\U0001F600 \\t{{ nope }}\"", 5, 38)]
    [TestCase("\"a\\\n      {{ nope }}\"", 6, 10)]
    [TestCase("\"a  \n      b {{ nope }}\"", 6, 12)]
    [TestCase("|\n      a\n        {{ nope }}", 7, 12)]
    [TestCase("|-2\n        a {{ nope }}", 6, 14)]
    [TestCase(">-\n      a\n      b\n\n      {{ nope }}", 9, 10)]
    [TestCase("&x \"{{ nope }}\"", 5, 18)]
    [TestCase("!!str '{{ nope }}'", 5, 21)]
    [TestCase("\"日本 😀 {{ nope }}\"", 5, 21)]
    public void An_error_in_an_expression_has_its_place_in_any_style_of_scalar(string yaml, int line, int column)
    {
        var outcome = Workbench.Read(Workbench.Head + $"flows:\n  f:\n    name: {yaml}\n");
        var finding = outcome.Diagnostics.Single();
        Assert.That((finding.Code, finding.Span!.Value.Line, finding.Span.Value.Column), Is.EqualTo(("FP1219", line, column)));
        Assert.That(finding.Span.Value.EndColumn - finding.Span.Value.Column, Is.EqualTo(4));
    }

    [Test]
    public void Keys_and_variables_are_not_templated()
    {
        var declarations = Workbench.ReadBody("variables: { a: { default: \"{{ x }}\" } }\nflows: { f: { target: { \"{{ k }}\": \"{{ var.a }}\" } } }\n");
        Assert.That(declarations.Resources[0].Body["target"]!.ToValue(), Is.EqualTo(Value.Map.Of(("{{ k }}", Value.Of("{{ x }}")))));
    }

    [Test]
    public void A_deep_expression_is_refused_and_does_not_end_the_process()
    {
        var deep = new string('(', 20_000) + "1" + new string(')', 20_000);
        AssertError($"\"{{{{ {deep} }}}}\"", "FP1218");
    }

    private static void AssertError(string yaml, string code)
    {
        var outcome = Workbench.Read(Workbench.Head + Variables + $"flows: {{ f: {{ target: {{ x: {yaml} }} }} }}\n");
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { code }), () => string.Join("\n", outcome.Diagnostics));
    }
}
