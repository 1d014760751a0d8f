using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Formatting;
using FlowPlan.Core.Manifests.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>The layout of manifests.</summary>
public sealed class FormatterTests
{
    [TestCase("a:   1   \nb:  {x: 1,y: [ 1,2 ]}\n\n\n\nc:\n    - d:  1\n      e: 2\n", "a: 1\nb: { x: 1, y: [1, 2] }\n\nc:\n  - d: 1\n    e: 2\n")]
    [TestCase("\n\na:\n- 1\n-   b: 2\n    c: 3\n", "a:\n  - 1\n  - b: 2\n    c: 3\n")]
    [TestCase("a:\n      b:\n       c: 1\n      d: 2\n", "a:\n  b:\n    c: 1\n  d: 2\n")]
    [TestCase("a:\n    text: |\n        one\n          two  \n\n        three\n    b: 1\n", "a:\n  text: |\n    one\n      two  \n\n    three\n  b: 1\n")]
    [TestCase("a:\n    text: |2\n        one\n    b: 1\n", "a:\n  text: |2\n      one\n  b: 1\n")]
    [TestCase("a: [\n 1,\n      { b: c,\n d: e }\n ]\nf: 1\n", "a: [\n  1,\n  { b: c,\n    d: e }\n]\nf: 1\n")]
    [TestCase("a:\n    # above b\n    b: 1 # beside\n    # below b\n# above c\nc: 2\n    # at the end\n", "a:\n  # above b\n  b: 1 # beside\n  # below b\n# above c\nc: 2\n  # at the end\n")]
    [TestCase("connections:\n    # web: {}\nflows: {}\n", "connections:\n  # web: {}\nflows: {}\n")]
    [TestCase("a: \"x\n      y\"\nb: 'it''s'\n", "a: \"x\n  y\"\nb: 'it''s'\n")]
    [TestCase("a: &x {b: 1}\nc:\n    <<: *x\n", "a: &x { b: 1 }\nc:\n  <<: *x\n")]
    [TestCase("---\na:  1\n", "---\na: 1\n")]
    [TestCase("a: {}\nb: [ ]\nc: { }\n", "a: {}\nb: []\nc: {}\n")]
    [TestCase("a:  1\r\nb:   2\r\n", "a: 1\r\nb: 2\r\n")]
    [TestCase("", "")]
    [TestCase("a: |\n   x\n  # c\nb: 1\n", "a: |\n  x\n# c\nb: 1\n")]
    [TestCase("a: { b:\n     # c\n     c }\n", "a: { b:\n  # c\n  c }\n")]
    [TestCase("# only a comment", "# only a comment\n")]
    [TestCase("- - 1\n  -   2\n-    - a:   b\n       c: d\n", "- - 1\n  - 2\n- - a: b\n    c: d\n")]
    public void A_file_gets_two_spaces_for_each_level_and_keeps_its_comments(string text, string formatted)
    {
        var (result, codes) = Format(text);
        Assert.That(codes, Is.Empty);
        Assert.That(result, Is.EqualTo(formatted));
        Assert.That(Format(formatted).Text, Is.EqualTo(formatted));
    }

    [Test]
    public void What_cannot_be_laid_out_safely_stays_as_it_is()
    {
        const string BlankLinesBelongToTheValue = "a:   |+\n  x\n\n\n";
        var (result, codes) = Format(BlankLinesBelongToTheValue);
        Assert.That((result, codes.Single()), Is.EqualTo((BlankLinesBelongToTheValue, "FP1022")));
    }

    [TestCase("a: [1\n", "FP1004")]
    [TestCase("a: 1\na: 2\n", "FP1006")]
    public void What_is_not_YAML_is_reported(string text, string code)
    {
        var (result, codes) = Format(text);
        Assert.That((result, codes.Single()), Is.EqualTo(((string?)null, code)));
    }

    [Test]
    public void The_layout_is_stable_and_loses_no_value_and_no_comment([Range(0, 19)] int part)
    {
        for (var seed = part * 100; seed < (part + 1) * 100; seed++)
        {
            var text = new RandomYaml(seed).Text();
            var (result, codes) = Format(text);
            Assert.That(codes, Is.Empty, $"seed {seed}\n{text}");
            Assert.That(Read(result!), Is.EqualTo(Read(text)), $"seed {seed}");
            Assert.That(CommentsOf(result!), Is.EqualTo(CommentsOf(text)), $"seed {seed}");
            Assert.That(Format(result!).Text, Is.EqualTo(result), $"seed {seed}\n{text}");
        }
    }

    private static (string? Text, IEnumerable<string> Codes) Format(string text)
    {
        var found = new DiagnosticBag();
        return (ManifestFormatter.Format("flowplan.yaml", text, found), found.ToSorted().Select(d => d.Code));
    }

    private static FlowPlan.Core.Values.Value? Read(string text) => YamlReader.Read(new SourceText("flowplan.yaml", text), new DiagnosticBag())?.ToValue();

    private static List<string> CommentsOf(string text)
    {
        var (scanner, comments) = (new Scanner(new StringReader(text), skipComments: false), new List<string>());
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment)
                comments.Add(comment.Value.Trim());
        }

        return comments;
    }
}
