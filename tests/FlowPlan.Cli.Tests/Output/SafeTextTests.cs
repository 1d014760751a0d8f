using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.Markdown;

namespace FlowPlan.Cli.Tests.Output;

public sealed class SafeTextTests
{
    [TestCase("a\u001b[2Jb", @"a\e[2Jb")]
    [TestCase("a\nb\rc\td", @"a\nb\rc\td")]
    [TestCase("\0\u0008\u007f", @"\u0000\u0008\u007f")]
    [TestCase("\u009b2J\u009d0;x\u0085", @"\u009b2J\u009d0;x\u0085")]
    [TestCase("a\u202eb\u2066c\u200fd\u061c", @"a\u202eb\u2066c\u200fd\u061c")]
    [TestCase("a\u2028b\u2029c", @"a\u2028b\u2029c")]
    [TestCase("Zürich 東京 👩‍💻", "Zürich 東京 👩‍💻")]
    public void Control_characters_are_escaped_and_letters_are_not(string text, string shown) =>
        Assert.That(SafeText.Line(text), Is.EqualTo(shown));

    [TestCase("##vso[task.setvariable variable=x]y", @"#\u0023vso[task.setvariable variable=x]y")]
    [TestCase("a ##[error]b", @"a #\u0023[error]b")]
    [TestCase("##teamcity[x]", @"#\u0023teamcity[x]")]
    [TestCase("## heading", "## heading")]
    public void A_logging_command_is_broken_wherever_it_is(string text, string shown) =>
        Assert.That(SafeText.Line(text), Is.EqualTo(shown));

    [Test]
    public void A_workflow_command_cannot_begin_a_line()
    {
        var text = new StyledText().Add("  ").Add("::error::x").Line().Line("name ::error::x").Line("\t::warning::y");
        Assert.That(text.ToString(), Is.EqualTo("  \\u003a:error::x\nname ::error::x\n\\t::warning::y\n"));
    }

    [Test]
    public void Only_the_layout_breaks_lines() =>
        Assert.That(new StyledText().Line("a\nb").Add("c\n").ToString(), Is.EqualTo("a\\nb\nc\\n"));

    [Test]
    public void Json_stays_the_same_document()
    {
        var json = SafeText.Json("{\n  \"a\": \"\u0085\u202e\u007f\u2028\"\n}");
        Assert.That(json, Is.EqualTo("{\n  \"a\": \"\\u0085\\u202e\\u007f\\u2028\"\n}"));
    }

    [TestCase("@jane", "@<!-- -->jane")]
    [TestCase("fix #12 and !3", @"fix \#<!-- -->12 and !<!-- -->3")]
    [TestCase("https://evil.example", "https:<!-- -->//evil.example")]
    [TestCase("www.evil.example", "www<!-- -->.evil.example")]
    [TestCase("a@b.c", "a@<!-- -->b.c")]
    [TestCase("[x](javascript:y) <b> `z` **s** ~~t~~ a|b", @"\[x\](javascript:y) &lt;b&gt; \`z\` \*\*s\*\* \~\~<!-- -->t\~\~ a\|b")]
    [TestCase("a\n\n# b\u001b", @"a  \# b\\e")]
    public void Markdown_shows_text_as_it_is(string text, string shown) =>
        Assert.That(MarkdownText.Of(text), Is.EqualTo(shown));

    [Test]
    public void A_code_span_cannot_be_left() =>
        Assert.That(MarkdownText.Code("a`b|c\nd"), Is.EqualTo(@"`a'b\|c d`"));
}
