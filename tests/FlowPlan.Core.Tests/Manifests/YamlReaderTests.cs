using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Manifests;

public sealed class YamlReaderTests
{
    private static IEnumerable<TestCaseData> Scalars()
    {
        foreach (var text in new[] { "", "~", "null", "Null", "NULL" })
            yield return new(text, Value.NullValue);
        foreach (var text in new[] { "true", "True", "TRUE" })
            yield return new(text, Value.Of(true));
        foreach (var text in new[] { "yes", "no", "on", "off", "tRUE", "nULL", "0x", "0o8", "1.2.3", "1_000", "-x", ".", ".inf", ".nan", "12e", "2026-11-24", "1e400", "0X1" })
            yield return new(text, Value.Of(text));
        yield return new("0", Value.Of(0m));
        yield return new("-12", Value.Of(-12m));
        yield return new("+1.50", Value.Of(1.5m));
        yield return new(".5", Value.Of(0.5m));
        yield return new("1.", Value.Of(1m));
        yield return new("1e3", Value.Of(1000m));
        yield return new("007", Value.Of(7m));
        yield return new("0x1F", Value.Of(31m));
        yield return new("0o17", Value.Of(15m));
        yield return new("\"true\"", Value.Of("true"));
        yield return new("'1'", Value.Of("1"));
        yield return new("!!str 1", Value.Of("1"));
        yield return new("! 1", Value.Of("1"));
        yield return new("!!int 1", Value.Of(1m));
        yield return new("!!float 1.5", Value.Of(1.5m));
        yield return new("!!bool true", Value.Of(true));
        yield return new("!!null ''", Value.NullValue);
        yield return new("!!seq [1]", new Value.List([Value.Of(1m)]));
        yield return new("!!map {a: 1}", Value.Map.Of(("a", Value.Of(1m))));
    }

    [TestCaseSource(nameof(Scalars))]
    public void A_scalar_has_its_type_by_the_core_schema(string text, Value expected) =>
        Assert.That(Root($"a: {text}\n")["a"]!.ToValue(), Is.EqualTo(expected));

    [Test]
    public void An_alias_is_what_its_anchor_is_and_has_its_place()
    {
        var root = Root("a: &x { k: v }\nb: *x\n");
        Assert.That(root["b"]!.ToValue(), Is.EqualTo(root["a"]!.ToValue()));
        Assert.That(root["b"]!.Span.Line, Is.EqualTo(1));
    }

    [Test]
    public void Aliases_that_multiply_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 10; i++)
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        Assert.That(Fault(bomb.ToString()).Code, Is.EqualTo("FP1010"));
    }

    [Test]
    public void Aliases_that_nest_step_by_step_are_refused()
    {
        var ladder = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 20_000; i++)
            ladder.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1}]\n");
        var fault = Fault(ladder.ToString());
        Assert.That((fault.Code, fault.Span!.Value.Line), Is.EqualTo(("FP1009", YamlReader.MaxDepth)));
    }

    [TestCase("[")]
    [TestCase("{a: ")]
    [TestCase("- ")]
    [TestCase("? ")]
    public void Deep_nesting_is_refused(string piece) =>
        Assert.That(Fault(string.Concat(Enumerable.Repeat(piece, 100_000))).Code, Is.EqualTo("FP1009").Or.EqualTo("FP1008").Or.EqualTo("FP1004"));

    [TestCase(YamlReader.MaxDepth - 1, true)]
    [TestCase(YamlReader.MaxDepth, false)]
    public void The_limit_of_nesting_is_exact(int depth, bool allowed)
    {
        var found = new DiagnosticBag();
        var text = new string('[', depth) + "x" + new string(']', depth);
        Assert.That(YamlReader.Read(new SourceText("f", $"a: {text}\n"), found) is not null, Is.EqualTo(allowed));
    }

    [Test]
    public void A_value_that_is_too_long_is_refused()
    {
        Assert.That(Fault("a: " + new string('x', YamlReader.MaxScalar + 1)).Code, Is.EqualTo("FP1016"));
        Assert.That(Root("a: " + new string('x', YamlReader.MaxScalar))["a"], Is.InstanceOf<Node.Scalar>());
    }

    [Test]
    public void Lines_may_end_with_CR_LF_or_CR()
    {
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            var root = Root($"a: 1{end}b:{end}  c: x{end}");
            var scalar = (Node.Scalar)((Node.Mapping)root["b"]!)["c"]!;
            Assert.That((scalar.Span.Line, scalar.Span.Column, scalar.Span.EndColumn), Is.EqualTo((3, 6, 7)));
            Assert.That(scalar.Span.Source.Line(3), Is.EqualTo("  c: x"));
        }
    }

    [TestCase("é: 日本 x", 1, 4, 8)]
    [TestCase("😀: 😀😀", 1, 5, 9)]
    [TestCase("a\u0301: b", 1, 5, 6)]
    public void Columns_count_UTF_16_units(string text, int line, int column, int end)
    {
        var span = Root(text + "\n").Entries[0].Value.Span;
        Assert.That((span.Line, span.Column, span.EndColumn), Is.EqualTo((line, column, end)));
    }

    [Test]
    public void A_tab_inside_a_value_is_no_fault() =>
        Assert.That(Root("a: \"x\ty\"\nb: |\n  \tz\n")["b"]!.ToValue(), Is.EqualTo(Value.Of("\tz\n")));

    private static Node.Mapping Root(string text)
    {
        var found = new DiagnosticBag();
        var root = YamlReader.Read(new SourceText("f", text), found) as Node.Mapping;
        Assert.That(root, Is.Not.Null, () => string.Join("\n", found.ToSorted()));
        return root!;
    }

    private static Diagnostic Fault(string text)
    {
        var found = new DiagnosticBag();
        Assert.That(YamlReader.Read(new SourceText("f", text), found), Is.Null);
        return found.ToSorted().Single();
    }
}
