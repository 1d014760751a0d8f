using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>How long all expressions of a manifest may take together.</summary>
public sealed class TemplateTimeTests
{
    [Test]
    public void Time_in_which_no_expression_is_evaluated_does_not_count()
    {
        var time = new FakeTimeProvider();
        var expressions = Expressions(time);
        time.Advance(TimeSpan.FromHours(1));
        var first = Evaluate(expressions, "1 + 1");
        time.Advance(TimeSpan.FromHours(1));

        Assert.That((first.Value, Evaluate(expressions, "1 + 2").Value), Is.EqualTo((Value.Of(2m), Value.Of(3m))));
    }

    [Test]
    public void The_expressions_of_all_components_have_a_minute_together()
    {
        var expressions = Expressions(new SlowClock());
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

    private static TemplateRenderer Expressions(TimeProvider time) => new(VariableValues.None, new EnvironmentDeclaration("dev", null, null), "demo", time);

    /// <summary>A clock that is 40 seconds further each time it is read.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => now += 40;
    }
}
