using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Tests.Support;

namespace FlowPlan.Cli.Tests.Output;

public sealed class DiagnosticTextTests
{
    [Test]
    public void A_diagnostic_shows_message_place_line_caret_details_help_and_request_id()
    {
        var source = new SourceText("a/flowplan.yaml", "one\nconections:\n");
        var diagnostic = Finding.Error("FP1101", "unknown key 'conections'", source.SpanIn(2, 1, 11), "did you mean 'connections'?") with
        {
            Details = ["first", "second"],
            RequestId = "abc",
        };
        Assert.That(DiagnosticText.Of(diagnostic).ToString(), Is.EqualTo(
            """
            error FP1101: unknown key 'conections'
              --> a/flowplan.yaml:2:1
               |
             2 | conections:
               | ^^^^^^^^^^
               - first
               - second
               = help: did you mean 'connections'?
               = request id: abc

            """));
    }

    [Test]
    public void The_frame_is_as_wide_as_the_number_of_the_line()
    {
        var span = new SourceText("f", new string('\n', 99) + "abc").SpanIn(100, 2, 3);
        Assert.That(DiagnosticText.Of(Finding.Error("FP1", "m", span, "h")).ToString(), Is.EqualTo(
            "error FP1: m\n    --> f:100:2\n     |\n 100 | abc\n     |  ^\n     = help: h\n"));
    }

    [TestCase("\tx: y", 2, "     x: y", "     ^")]
    [TestCase("ab\tx: y", 4, " ab  x: y", "     ^")]
    [TestCase("日本: y", 5, " 日本: y", "       ^")]
    [TestCase("日本: y", 1, " 日本: y", " ^^")]
    [TestCase("😀😀 y", 6, " 😀😀 y", "      ^")]
    [TestCase("e\u0301 y", 4, " e\u0301 y", "   ^")]
    [TestCase("a\u001b[31m y", 7, " a·[31m y", "       ^")]
    [TestCase("ab", 3, " ab", "   ^")]
    [TestCase("ab", 99, " ab", "   ^")]
    public void The_caret_stands_below_what_it_means(string line, int column, string shown, string caret)
    {
        var span = new SourceText("f", line).SpanIn(1, column, column + 1);
        var lines = DiagnosticText.Of(Finding.Warning("FP1", "m", span)).ToString().Split('\n');
        Assert.That((lines[3], lines[4]), Is.EqualTo((" 1 |" + shown, "   |" + caret)));
    }

    [TestCase(1)]
    [TestCase(50)]
    [TestCase(500)]
    [TestCase(996)]
    public void A_long_line_is_cut_around_the_caret(int column)
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(i => (char)('a' + (i % 26))));
        var span = new SourceText("f", text).SpanIn(1, column, column + 3);
        var lines = DiagnosticText.Of(Finding.Error("FP1", "m", span)).ToString().Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(lines[3].Length, Is.LessThan(135));
            Assert.That(lines[3].Substring(lines[4].IndexOf('^', StringComparison.Ordinal), 3), Is.EqualTo(text.Substring(column - 1, 3)));
            Assert.That(lines[4].Count(c => c == '^'), Is.EqualTo(3));
        });
    }

    [Test]
    public void A_span_over_several_lines_is_marked_to_the_end_of_the_first() =>
        Assert.That(DiagnosticText.Of(Finding.Error("FP1", "m", new SourceText("f", "a: [b  \n c]").Span(3, 10))).ToString(), Does.Contain(" 1 | a: [b\n   |    ^^\n"));

    [Test]
    public void A_line_that_may_hold_a_secret_is_not_shown()
    {
        var source = new SourceText("f", "a: 1\nb: secret\n");
        source.Conceal(source.SpanIn(2, 4, 10));
        string Of(SourceSpan span) => DiagnosticText.Of(Finding.Error("FP1", "m", span)).ToString();
        Assert.Multiple(() =>
        {
            Assert.That(Of(source.SpanIn(1, 1, 2)), Does.Contain("a: 1"));
            Assert.That(Of(source.SpanIn(2, 1, 2)), Does.Not.Contain("secret").And.Contain("f:2:1"));
            Assert.That(Of(source.SpanIn(1, 1, 2) with { Hidden = true }), Does.Not.Contain("a: 1"));
            Assert.That(Of((source with { Private = true }).SpanIn(1, 1, 2)), Does.Not.Contain("a: 1"));
        });
    }

    [Test]
    public void Text_from_outside_cannot_move_the_cursor()
    {
        var shown = DiagnosticText.Of(Finding.Info("FP1", "a\u001b[2J\nb", null, "c\rd\u0007")).ToString();
        Assert.That(shown, Is.EqualTo("info FP1: a\\e[2J b\n   = help: c d\\u0007\n"));
    }

    [Test]
    public void The_segments_are_the_text()
    {
        var text = DiagnosticText.Of(Finding.Error("FP1", "m", new SourceText("f", "abc").Span(0, 1), "h"));
        Assert.That(string.Concat(text.Pieces.Select(s => s.Text)), Is.EqualTo(text.ToString()));
        Assert.That(text.Pieces.Where(s => s.Style == TextStyle.Error).Select(s => s.Text), Is.EqualTo(new[] { "error FP1", "^" }));
    }
}
