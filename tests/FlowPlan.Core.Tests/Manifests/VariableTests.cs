using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

public sealed class VariableTests
{
    private const string Body =
        """
        variables:
          brand: { default: of-default }
          count: { type: number, default: 0 }
          on: { type: boolean, default: false }
          hosts: { type: list, default: [] }
          labels: { type: map, default: {} }
        environments:
          dev: { sandbox: dev }
          prod: { sandbox: prod, variables: { brand: of-environment } }
        flows:
          f: { name: "{{ var.brand }}" }
        connections:
          c: { name: n, retries: "{{ var.count }}", authenticationRequired: "{{ var.on }}", tags: "{{ var.hosts }}" }
        schemas:
          s: { fields: "{{ var.labels }}" }
        """;

    [TestCase("dev", null, null, null, ExpectedResult = "of-default")]
    [TestCase("prod", null, null, null, ExpectedResult = "of-environment")]
    [TestCase("prod", "file", null, null, ExpectedResult = "of-file-2")]
    [TestCase("prod", "file", "of-process", null, ExpectedResult = "of-process")]
    [TestCase("prod", "file", "of-process", "of-command", ExpectedResult = "of-command")]
    [TestCase("dev", null, "of-process", null, ExpectedResult = "of-process")]
    [TestCase("dev", null, null, "of-command", ExpectedResult = "of-command")]
    public string? The_later_source_wins(string environment, string? file, string? process, string? command)
    {
        using var bench = new Workbench()
            .Write("flowplan.yaml", Workbench.Head + Body.Replace("\"{{ var.labels }}\"", "{ a: b }", StringComparison.Ordinal))
            .Write("one.yaml", "brand: of-file-1\n")
            .Write("two.yaml", "brand: of-file-2\n");
        var outcome = bench.Read(new ManifestRequest
        {
            Path = string.Empty,
            Environment = environment,
            VariableFiles = file is null ? [] : [bench.Path("one.yaml"), bench.Path("two.yaml")],
            ProcessEnvironment = process is null ? [] : new Dictionary<string, string> { ["FLOWPLAN_VAR_brand"] = process },
            Variables = command is null ? [] : ["brand=first", $"brand={command}"],
        });
        Assert.That(outcome.Diagnostics, Is.Empty);
        return (Workbench.At(outcome.Value!, "flows/f/name") as Value.Text)?.Content;
    }

    [Test]
    public void Text_from_outside_becomes_the_declared_type()
    {
        var declarations = Workbench.ReadBody(Body, new ManifestRequest
        {
            Path = string.Empty,
            Environment = "dev",
            Variables = ["count=3", "on=true", "hosts=[a, \"b\"]", "labels={\"x\": \"y\"}", "brand=1.0"],
        });
        Assert.Multiple(() =>
        {
            Assert.That(Workbench.At(declarations, "connections/c/retries"), Is.EqualTo(Value.Of(3m)));
            Assert.That(Workbench.At(declarations, "connections/c/authenticationRequired"), Is.EqualTo(Value.Of(true)));
            Assert.That(Workbench.At(declarations, "connections/c/tags"), Is.EqualTo(new Value.List([Value.Of("a"), Value.Of("b")])));
            Assert.That(Workbench.At(declarations, "schemas/s/fields"), Is.EqualTo(Value.Map.Of(("x", Value.Of("y")))));
            Assert.That(Workbench.At(declarations, "flows/f/name"), Is.EqualTo(Value.Of("1.0")));
        });
    }

    [TestCase("count=many", "FP1205")]
    [TestCase("on=yes", "FP1205")]
    [TestCase("hosts=a", "FP1205")]
    [TestCase("hosts=[a", "FP1205")]
    [TestCase("labels=[a]", "FP1205")]
    [TestCase("count=", "FP1205")]
    [TestCase("brnd=x", "FP1203")]
    [TestCase("brand", "FP1215")]
    [TestCase("=x", "FP1215")]
    public void A_wrong_variable_on_the_command_line_is_an_error(string pair, string code)
    {
        var outcome = Workbench.Read(Workbench.Head + Body, new ManifestRequest { Path = string.Empty, Environment = "dev", Variables = [pair] });
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Has.Member(code));
        Assert.That(outcome.Succeeded, Is.False);
    }

    [Test]
    public void An_unknown_variable_of_the_process_is_a_warning()
    {
        var outcome = Workbench.Read(
            Workbench.Head + "variables: { brand: { default: a } }\n",
            new ManifestRequest { Path = string.Empty, ProcessEnvironment = new Dictionary<string, string> { ["FLOWPLAN_VAR_brnd"] = "x", ["PATH"] = "y" } });
        var finding = outcome.Diagnostics.Single();
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Succeeded, Is.True);
            Assert.That((finding.Code, finding.Severity), Is.EqualTo(("FP1214", Severity.Warning)));
            Assert.That(finding.Help, Is.EqualTo("did you mean 'FLOWPLAN_VAR_brand'?"));
        });
    }

    [TestCase("name: [", "FP1004")]
    [TestCase("- a\n", "FP1213")]
    [TestCase("brnd: x\n", "FP1203")]
    [TestCase("count: x\n", "FP1205")]
    [TestCase(null, "FP1002")]
    public void A_wrong_variable_file_is_an_error_that_shows_no_line_of_it(string? text, string code)
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + Body);
        if (text is not null)
            bench.Write("vars.yaml", text);
        var outcome = bench.Read(new ManifestRequest { Path = string.Empty, Environment = "dev", VariableFiles = [bench.Path("vars.yaml")] });
        var finding = outcome.Diagnostics.Single(d => d.Code == code);
        Assert.That(DiagnosticText.Of(finding).ToString(), Does.Contain("vars.yaml").And.Not.Contain("^"));
    }

    [TestCase("create", 1)]
    [TestCase("a-1", 1)]
    [TestCase("hunter2", 0)]
    [TestCase("aLongPassphraseOfLetters", 0)]
    public void A_secret_that_could_be_a_common_word_is_a_warning(string secret, int warnings)
    {
        using var bench = new Workbench().Write("flowplan.yaml", Workbench.Head + "variables: { pw: { sensitive: true } }\n");
        var outcome = bench.Read(new ManifestRequest { Path = string.Empty, Variables = ["pw=" + secret] });
        Assert.That(outcome.Diagnostics.Select(d => (d.Code, d.Severity)), Is.EqualTo(Enumerable.Repeat(("FP1223", Severity.Warning), warnings)));
        Assert.That(string.Concat(outcome.Diagnostics.Select(DiagnosticText.Of)), Does.Not.Contain($"'{secret}'"));
    }

    [Test]
    public void A_missing_value_is_an_error_that_says_how_to_set_it()
    {
        var finding = Workbench.Read(Workbench.Head + "variables: { brand: {} }\n").Diagnostics.Single();
        Assert.That(finding.Help, Does.Contain("--var brand=").And.Contain("FLOWPLAN_VAR_brand").And.Contain("--var-file").And.Contain("default"));
    }

    [Test]
    public void A_rule_may_have_a_message_of_its_own()
    {
        var finding = Workbench.Read(Workbench.Head + "variables: { a: { default: x, validation: { pattern: ^y, message: begin with y } } }\n").Diagnostics.Single();
        Assert.That(finding.Message, Does.EndWith("begin with y"));
    }

    [Test]
    public void The_only_environment_is_chosen_and_none_is_called_default()
    {
        var one = Workbench.ReadBody("environments: { dev: { sandbox: sb } }\n").Environment;
        var none = Workbench.ReadBody("").Environment;
        var asked = Workbench.ReadBody("", new ManifestRequest { Path = string.Empty, Environment = "default" }).Environment;
        Assert.Multiple(() =>
        {
            Assert.That((one.Name, one.Sandbox), Is.EqualTo(("dev", "sb")));
            Assert.That(one.Span?.Line, Is.EqualTo(3));
            Assert.That((none.Name, none.Sandbox), Is.EqualTo(("default", (string?)null)));
            Assert.That(asked.Name, Is.EqualTo("default"));
        });
    }

    [TestCase("environments: { dev: {}, prod: {} }\n", "pro", "did you mean 'prod'?")]
    [TestCase("", "dev", "it declares none; leave --env out, or add 'environments'")]
    public void An_unknown_environment_is_an_error(string body, string asked, string help)
    {
        var finding = Workbench.Read(Workbench.Head + body, new ManifestRequest { Path = string.Empty, Environment = asked }).Diagnostics.Single();
        Assert.That((finding.Code, finding.Help), Is.EqualTo(("FP1202", help)));
    }

    [Test]
    public void Overrides_merge_maps_replace_the_rest_and_remove_with_null()
    {
        const string body =
            """
            environments:
              dev:
                overrides:
                  connections: { web: { name: other, tags: [z], description: null, auth: { specName: s2 } } }
                  flows: { gone: null }
            connections:
              web: { name: a, tags: [x, y], description: d, retries: 1, auth: { specName: s, params: { k: v } } }
            flows:
              gone: { name: g }
            """;
        var declarations = Workbench.ReadBody(body);
        Assert.Multiple(() =>
        {
            Assert.That(declarations.Resources.Select(r => r.Key), Is.EqualTo(new[] { "web" }));
            Assert.That(declarations.Resources[0].Body.ToValue().ToString(), Is.EqualTo("{auth: {params: {k: v}, specName: s2}, name: other, retries: 1, tags: [z]}"));
        });
    }

    [Test]
    public void What_an_override_brings_is_templated_and_checked_where_it_stands()
    {
        var outcome = Workbench.Read(Workbench.Head + "environments: { dev: { overrides: { flows: { f: { enabled: \"{{ project }}\" } } } } }\nflows: { f: {} }\n");
        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1103 3:60" }));
    }
}
