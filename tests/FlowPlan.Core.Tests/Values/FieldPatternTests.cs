using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Values;

/// <summary>One parser for the patterns of rules and of <c>lifecycle.ignoreChanges</c>; only the latter may be written with dots.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FieldPatternTests
{
    [TestCase("fields/*", "fields/a.b", true)]
    [TestCase("fields/*", "fields/a.b/source", true)]
    [TestCase("fields/*", "fields", false)]
    [TestCase("fields/*/source", "fields/a/source", true)]
    [TestCase("fields/*/source", "fields/a/expression", false)]
    [TestCase("tags/a~1b", "tags/a~1b", true)]
    [TestCase("a.b", "a/b", false)]
    [TestCase("a.b", "a.b", true)]
    [TestCase("**/type", "a/b/type", true)]
    [TestCase("**/type", "type", true)]
    public void A_pattern_of_a_rule_covers_what_it_names(string pattern, string path, bool covered) =>
        Assert.That(FieldPattern.Parse(pattern).Covers(path), Is.EqualTo(covered));

    [TestCase("a.b", "a/b")]
    [TestCase("a.b", "a.b")]
    [TestCase("/a/b", "a/b")]
    public void A_pattern_of_a_manifest_may_be_written_with_dots(string pattern, string path) =>
        Assert.That(FieldPattern.ParseManifest(pattern).Covers(path));
}
