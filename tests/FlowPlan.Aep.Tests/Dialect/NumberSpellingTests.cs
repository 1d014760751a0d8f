using FlowPlan.Aep.Dialect;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>Numbers in passed-through maps that would not be sent as they are written.</summary>
[TestFixture]
internal sealed class NumberSpellingTests
{
    [TestCase("007", 7)]
    [TestCase("+5", 5)]
    [TestCase("1.50", 1.5)]
    [TestCase("1e3", 1000)]
    [TestCase("0x10", 16)]
    public void A_number_that_is_respelled_is_a_warning_that_shows_the_quoted_form(string written, double number)
    {
        var warning = Check(written, (decimal)number, writeOnly: false).Single();

        Assert.That((warning.Code, warning.Severity), Is.EqualTo(("FP1308", Severity.Warning)));
        Assert.That(warning.Message, Does.StartWith($"'params.a': {written} would be sent as the number "));
        Assert.That(warning.Help, Does.Contain($"\"{written}\""));
    }

    [TestCase("7", 7)]
    [TestCase("-1.5", -1.5)]
    [TestCase("0", 0)]
    public void A_number_in_its_canonical_spelling_is_none(string written, double number) =>
        Assert.That(Check(written, (decimal)number, writeOnly: false), Is.Empty);

    [Test]
    public void A_secret_is_not_shown()
    {
        var warning = Check("0123", 123, writeOnly: true).Single();

        Assert.That(warning.Message + warning.Help, Does.Not.Contain("123"));
        Assert.That(warning.Span!.Value.Hidden, Is.True);
    }

    [Test]
    public void Every_passed_through_map_of_a_manifest_is_checked_and_the_manifest_can_be_used()
    {
        using var folder = new ManifestFolder();

        var read = folder.Try("""
            connections:
              a:
                name: A
                type: { id: 4f63aa36-bd48-4e33-bb83-49fbcd11c708 }
                auth: { specName: x, params: { k: 007 } }
                params: { a: 007, b: [1.50, 1.5, '007'], c: 7 }
            """);

        Assert.That(read.Succeeded, Is.True);
        Assert.That(read.Diagnostics.Select(d => $"{d.Code} {d.Span!.Value.Line}"), Is.EqualTo(new[] { "FP2016 7", "FP1308 7", "FP1308 8", "FP1308 8" }));
    }

    private static System.Collections.Immutable.ImmutableArray<Diagnostic> Check(string written, decimal number, bool writeOnly)
    {
        var span = SourceSpan.OfFile("f");
        var scalar = new Node.Scalar(Value.Of(number), span) { Raw = written, Plain = true };
        var body = new Node.Mapping([new("params", span, new Node.Mapping([new("a", span, scalar)], span))], span);
        var found = new DiagnosticBag();
        NumberSpelling.Check(body, [new FieldRule("params", FieldChangeEffect.Update) { IsFreeForm = true, WriteOnly = writeOnly }], found);
        return found.ToSorted();
    }
}
