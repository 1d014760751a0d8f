using System.Globalization;
using System.Text;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using FsCheck;
using FsCheck.Fluent;

namespace FlowPlan.Core.Tests.Manifests;

public sealed class RobustnessTests
{
    private const int Mutations = 3_000;

    private const string Rich =
        """
        # yaml-language-server: $schema=x
        apiVersion: flowplan/v1
        project: demo
        variables:
          brand: { default: ACME, validation: { pattern: "^[A-Z]+$", message: 'capitals' } }
          count: { type: number, default: 3, validation: { min: 1, max: 9.5 } }
          hosts: { type: list, default: [a, &h b] }
          token: { sensitive: true, default: "" }
        environments:
          dev:
            sandbox: dev
            variables: { brand: "DEV" }
            overrides: { flows: { f: { enabled: false, target: { x: ~ } } } }
        connections:
          web:
            name: "{{ var.brand }} Web \u00e9 {{ if var.count > 2 }}big{{ end }}"
            retries: "{{ var.count }}"
            tags: "{{ var.hosts }}"
            description: |-
              two {{ environment.name }}
                lines
            auth: { specName: 'it''s', params: { p: "{{ var.token }}" } }
        schemas:
          s: { ref: "https://x", version: "1.0", fields: { a.b: c, d: { source: e, identity: true }, "f/g~": { expression: g } } }
        datasets: { d: { name: D, schema: s, profile: { enabled: true } } }
        flows:
          f: { name: F, enabled: true, source: { connection: web }, target: { x: 1, y: [1, { z: 0x1F }] }, dependsOn: [*h] }
        outputs: { inlet: connections.web.url, other: { value: flows.f.id, description: o } }
        moved: [{ from: flow.a, to: flow.f }]

        """;

    private static readonly string[] Pieces =
        ["{{", "}}", "{", "}", "[", "]", ":", ": ", "- ", "\n", "\t", "\"", "'", "#", "&a", "*a", "!!int ", "|", ">", "\\", "%", "@", "\0", "\u2028", "😀", "null", "~", "var", "<<", "? ", "---\n", "...\n", "  ", ",", "\r", "."];

    [Test]
    public void The_manifest_that_is_mutated_is_right() => Assert.That(Workbench.Read(Rich).Diagnostics, Is.Empty);

    [Test]
    public void Whatever_happens_to_a_manifest_it_ends_in_findings_that_can_be_printed()
    {
        var random = new Random(20261124);
        using var bench = new Workbench();
        var failed = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var text = Mutate(Rich, random);
            bench.Write("flowplan.yaml", text);
            Outcome<Declarations> outcome;
            try
            {
                outcome = bench.Read();
                foreach (var finding in outcome.Diagnostics)
                    Assert.That(DiagnosticText.Of(finding).ToString(), Does.Contain(finding.Code));
            }
            catch (Exception fault) when (fault is not AssertionException)
            {
                throw new AssertionException($"Mutation {i} of\n{text}\nthrew", fault);
            }

            Assert.That(outcome.Succeeded, Is.EqualTo(!outcome.Diagnostics.Any(d => d.Severity == Severity.Error)));
            failed += outcome.Succeeded ? 0 : 1;
        }

        Assert.That(failed, Is.InRange(Mutations / 2, Mutations - 1), "mutations should mostly break a manifest, but not always");
    }

    [Test]
    public void Whatever_an_expression_is_it_ends_in_a_value_or_a_finding()
    {
        string[] words =
        [
            "var", ".", "list", "map", "text", "count", "|", "(", ")", "[", "]", "{", "}", "0", "1", "-1", "'a'", "\"", ",", ":", "=", "==", "+", "-", "*", "/", "%", "..", "??", "?", "!", "&&", "if", "else", "end",
            "for", "in", "while", "case", "when", "with", "capture", "ret", "break", "this", "$0", "@", "^", "empty", "null", "true", "array", "string", "math", "object", "regex", "project", "environment", ";", "\n",
            ".size", ".join", ".split", ".slice", ".format", ".from_json", ".to_json", ".sort", ".map", ".replace", ".match", ".round", ".divided_by", ".pad_left", ".each", ".filter", ".keys", ".values", ".typeof", ".insert_at",
        ];
        var random = new Random(7);
        const string head = Workbench.Head + "variables: { list: { type: list, default: [1, b] }, map: { type: map, default: { k: v } }, text: { default: t }, count: { type: number, default: 2 } }\n";
        using var bench = new Workbench();
        for (var i = 0; i < Mutations; i++)
        {
            var expression = string.Join(" ", Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)])).Replace(" .", ".", StringComparison.Ordinal);
            bench.Write("flowplan.yaml", head + $"flows:\n  f:\n    target:\n      x: |-\n        {{{{ {expression.Replace("\n", "\n        ", StringComparison.Ordinal)} }}}}\n");
            var outcome = bench.Read();
            Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.SubsetOf(new[] { "FP1208", "FP1218", "FP1219", "FP1222", "FP1004" }), expression);
            Assert.That(outcome.Diagnostics.All(d => d.Span!.Value.Line >= 7), Is.True, expression);
        }
    }

    [Test]
    public void A_value_written_as_YAML_is_read_as_it_was() => Prop.ForAll(
        Arb.From(Values(3)),
        value =>
        {
            var found = new DiagnosticBag();
            var node = YamlReader.Read(new SourceText("f", "root: " + Write(value) + "\n"), found) as Node.Mapping;
            return node?["root"]?.ToValue() == value;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(7, 11));

    [Test]
    public void A_span_leads_back_to_the_text_of_a_plain_value() => Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Elements("alpha", "é日", "x y", "😀", "b-c"))),
        words =>
        {
            var text = string.Concat(words.Select((w, i) => $"{(i % 2 == 0 ? "k" : "日")}{i}: {w}{(i % 3 == 0 ? "\r\n" : "\n")}")) + "end: z\n";
            var source = new SourceText("f", text);
            var root = (Node.Mapping)YamlReader.Read(source, new DiagnosticBag())!;
            return root.Entries.All(e => source.Line(e.Value.Span.Line)![(e.Value.Span.Column - 1)..(e.Value.Span.EndColumn - 1)] == ((Node.Scalar)e.Value).Raw);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(3, 5));

    [Test]
    public void The_order_of_the_file_does_not_matter()
    {
        const string one = "flows:\n  b: { name: B, enabled: true }\n  a: { name: A }\nconnections:\n  z: { name: Z }\noutputs: { y: flows.a.id, x: flows.b.id }\n";
        const string other = "outputs: { x: flows.b.id, y: flows.a.id }\nconnections:\n  z: { name: Z }\nflows:\n  a: { name: A }\n  b: { enabled: true, name: B }\n";
        Assert.That(Shape(Workbench.ReadBody(one)), Is.EqualTo(Shape(Workbench.ReadBody(other))));
    }

    [Test]
    public void The_same_broken_manifest_gives_the_same_findings_every_time()
    {
        var text = Rich.Replace("connection: web", "conection: 5", StringComparison.Ordinal).Replace("enabled: true", "enabled: 1", StringComparison.Ordinal);
        using var bench = new Workbench().Write("flowplan.yaml", text);
        var runs = Enumerable.Range(0, 3).Select(_ => string.Concat(bench.Read().Diagnostics.Select(DiagnosticText.Of))).Distinct().ToList();
        Assert.That(runs, Has.Count.EqualTo(1));
        Assert.That(runs[0], Does.Contain("FP1101").And.Contain("FP1103"));
    }

    [Test]
    public void Ten_thousand_resources_are_read()
    {
        var text = new StringBuilder(Workbench.Head).Append("variables: { brand: { default: ACME } }\nconnections:\n");
        for (var i = 0; i < 10_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"  c{i:D5}:\n    name: \"{{{{ var.brand }}}} {i}\"\n    dataType: raw\n    tags: [a, b]\n");
        var declarations = Workbench.Read(text.ToString()).Value!;
        Assert.That(declarations.Resources, Has.Length.EqualTo(10_000));
        Assert.That(Workbench.At(declarations, "connections/c09999/name"), Is.EqualTo(Value.Of("ACME 9999")));
    }

    [Test]
    public void Ten_thousand_errors_are_reported_each_in_its_place()
    {
        var text = new StringBuilder(Workbench.Head).Append("connections:\n");
        for (var i = 0; i < 10_000; i++)
            text.Append(CultureInfo.InvariantCulture, $"  c{i:D5}: {{ name: a, typo{i}: 1 }}\n");
        var lines = Workbench.Read(text.ToString()).Diagnostics.Select(d => d.Span!.Value.Line);
        Assert.That(lines, Is.EqualTo(Enumerable.Range(4, 10_000)));
    }

    private static string Shape(Declarations declarations) => string.Join(
        "\n",
        declarations.Resources.Select(r => $"{r.Section}.{r.Key} {r.Body.ToValue()}").Concat(declarations.Outputs.Select(o => $"{o.Name} {o.Section}.{o.Key}.{o.Attribute}")));

    private static string Mutate(string text, Random random)
    {
        var result = new StringBuilder(text);
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(result.Length);
            var length = Math.Min(random.Next(1, 12), result.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    result.Remove(at, length);
                    break;
                case 1:
                    result.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    result.Insert(random.Next(result.Length), result.ToString(at, length));
                    break;
                case 3:
                    (result[at], result[(at + 1) % result.Length]) = (result[(at + 1) % result.Length], result[at]);
                    break;
                default:
                    result[at] = (char)random.Next(1, 0x250);
                    break;
            }
        }

        return result.ToString();
    }

    private static Gen<Value> Values(int depth)
    {
        var text = Gen.Elements("", "a", "true", "1.0", "~", "it's", "a \"b\"", "x: y", "# c", " lead", "tail ", "{{ x }}", "é日😀", "tab\t", "line\nline\n", "\u0085\u2028", "\\n", "- a", "&a", "*a", "!t", "%d", "<<");
        var scalar = Gen.OneOf(
            text.Select(Value.Of),
            Gen.Choose(-100_000, 100_000).Select(n => Value.Of(n / 100m)),
            Gen.Elements(true, false).Select(Value.Of),
            Gen.Constant(Value.NullValue));
        if (depth == 0)
            return scalar;
        var inner = Values(depth - 1);
        return Gen.OneOf(
            scalar,
            Gen.ArrayOf(inner, 3).Select(items => (Value)new Value.List([.. items])),
            Gen.ArrayOf(Gen.Zip(text, inner), 3).Select(entries => (Value)Value.Map.Of(entries.Select(e => KeyValuePair.Create(e.Item1, e.Item2)))));
    }

    /// <summary>In the flow style, where every text is a double-quoted one as in JSON.</summary>
    private static string Write(Value value) => value switch
    {
        Value.Text(var text) => Quote(text),
        Value.List(var items) => $"[{string.Join(", ", items.Select(Write))}]",
        Value.Map map => $"{{{string.Join(", ", map.Entries.Select(e => $"{Quote(e.Key)}: {Write(e.Value)}"))}}}",
        _ => value.ToString(),
    };

    private static string Quote(string text) => System.Text.Json.Nodes.JsonValue.Create(text)!.ToJsonString();
}
