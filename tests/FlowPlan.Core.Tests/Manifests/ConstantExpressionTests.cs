using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>No part of a text that only looks like an expression disappears or changes without a diagnostic.</summary>
public sealed class ConstantExpressionTests
{
    [TestCase("'to_object(\"a\", {\"b\": {{}}})'")]
    [TestCase("\"a{{}}b\"")]
    [TestCase("\"a{{ }}b\"")]
    [TestCase("\"a{{-~}}b\"")]
    [TestCase("\"a{{ # comment }}b\"")]
    [TestCase("\"{{ project }}{{ ; }}\"")]
    public void An_empty_expression_is_an_error(string yaml)
    {
        var outcome = Workbench.Read(Workbench.Head + $"flows:\n  f:\n    target:\n     x: {yaml}\n");
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP1218" }));
        Assert.That(outcome.Diagnostics[0].Span!.Value.Line, Is.EqualTo(6));
    }

    [TestCase("\"concat('{{ ', name, ' }}')\"", "concat(', name, ')", 6, 21)]
    [TestCase("\"{{ 'a' }}\"", "a", 6, 13)]
    [TestCase("\"x{{ 1 + 2 }}\"", "x3", 6, 14)]
    [TestCase("\"{{ if project == 'demo' }}{{ 'y' }}{{ end }}\"", "y", 6, 39)]
    public void An_expression_that_uses_no_name_is_a_warning(string yaml, string value, int line, int column)
    {
        var outcome = Workbench.Read(Workbench.Head + $"flows:\n  f:\n    target:\n     x: {yaml}\n");
        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { $"FP1222 {line}:{column}" }));
        Assert.That(outcome.Diagnostics[0].Severity, Is.EqualTo(Severity.Warning));
        Assert.That(Workbench.At(outcome.Value!, "flows/f/target/x"), Is.EqualTo(Value.Of(value)));
    }

    [TestCase("\"{{ '{{' }}\"", "{{")]
    [TestCase("\"{{ '}}' }}\"", "}}")]
    [TestCase("\"{{ '{%' }}\"", "{%")]
    [TestCase("\"{%{ {{}} }%}\"", " {{}} ")]
    [TestCase("\"{{ project }}\"", "demo")]
    [TestCase("\"{{ for i in 1..2 }}{{ i }}{{ end }}\"", "12")]
    [TestCase("\"{{ x = 1 }}{{ x + 1 }}!\"", "2!")]
    [TestCase("\"{{ ['a', project] | array.join '-' }}\"", "a-demo")]
    public void A_literal_brace_or_a_name_gives_no_warning(string yaml, string value)
    {
        var outcome = Workbench.Read(Workbench.Head + $"flows:\n  f:\n    target:\n     x: {yaml}\n");
        Assert.That(outcome.Diagnostics, Is.Empty);
        Assert.That(Workbench.At(outcome.Value!, "flows/f/target/x"), Is.EqualTo(Value.Of(value)));
    }

    [Test]
    public void An_expression_in_a_key_is_a_warning_and_the_key_stays()
    {
        var outcome = Workbench.Read(Workbench.Head + "flows:\n  f:\n    target:\n     '{{ project }}.a': 1\n");
        Assert.That(Workbench.Places(outcome), Is.EqualTo(new[] { "FP1221 6:6" }));
        Assert.That(Workbench.At(outcome.Value!, "flows/f/target"), Is.EqualTo(Value.Map.Of(("{{ project }}.a", Value.Of(1m)))));
    }
}
