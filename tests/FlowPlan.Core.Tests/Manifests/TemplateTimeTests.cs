using System.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>How long all expressions of a manifest may take together.</summary>
public sealed class TemplateTimeTests
{
    [Test]
    public void Time_in_which_no_expression_is_evaluated_does_not_count()
    {
        var now = 0L;
        var expressions = Expressions(() => now);
        now += 3600 * Stopwatch.Frequency;
        var first = Evaluate(expressions, "1 + 1");
        now += 3600 * Stopwatch.Frequency;

        Assert.That((first.Value, Evaluate(expressions, "1 + 2").Value), Is.EqualTo((Value.Of(2m), Value.Of(3m))));
    }

    [Test]
    public void The_expressions_of_all_components_have_a_minute_together()
    {
        var now = 0L;
        var expressions = Expressions(() => now += 40 * Stopwatch.Frequency);
        Evaluate(expressions, "1 + 1");
        Evaluate(expressions.WithInputs(VariableValues.None), "1 + 2");

        Assert.That(Evaluate(expressions.WithEach("a", Value.Of(1m)), "1 + 3").Codes, Is.EqualTo(new[] { "FP1208" }));
    }

    private static (Value? Value, IEnumerable<string> Codes) Evaluate(TemplateRenderer expressions, string text)
    {
        var found = new DiagnosticBag();
        var value = expressions.Evaluate(text, found);
        return (value, found.ToSorted().Where(d => d.Severity == Severity.Error).Select(d => d.Code));
    }

    private static TemplateRenderer Expressions(Func<long> clock) => new(VariableValues.None, new EnvironmentDeclaration("dev", null, null), "demo", clock);
}
