using FlowPlan.Cli.Projects;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests.Projects;

/// <summary>Paths of several manifests.</summary>
public sealed class PathPatternTests
{
    private string folder = null!;

    [SetUp]
    public void MakeFolders()
    {
        folder = Directory.CreateTempSubdirectory("flowplan-paths-").FullName;
        foreach (var name in new[] { "b/one", "a/one", "a/two", ".hidden/one" })
            Directory.CreateDirectory(Path.Combine(folder, name));
    }

    [TearDown]
    public void RemoveFolders() => Directory.Delete(folder, recursive: true);

    [TestCase("a/*", "a/one a/two")]
    [TestCase("*/one", "a/one b/one")]
    [TestCase("?/t*", "a/two")]
    [TestCase("b", "b")]
    [TestCase("missing", "missing")]
    public void A_pattern_stands_for_what_it_matches_in_the_order_of_names(string pattern, string expected)
    {
        var found = PathPatterns.Expand([Path.Combine(folder, pattern)]).Select(p => Path.GetRelativePath(folder, p).Replace('\\', '/'));

        Assert.That(string.Join(' ', found), Is.EqualTo(expected));
        Assert.That(PathPatterns.Count([Path.Combine(folder, pattern)]), Is.EqualTo(expected.Split(' ').Length));
    }

    [Test]
    public void What_is_given_twice_counts_once_and_what_matches_nothing_is_an_error()
    {
        string[] given = [Path.Combine(folder, "a/one"), Path.Combine(folder, "a/*")];

        Assert.That(PathPatterns.Expand(given), Has.Count.EqualTo(2));
        Assert.That(PathPatterns.AreSeveral([given[0]]), Is.False);
        Assert.That(PathPatterns.AreSeveral([given[1]]), Is.True);
        var error = Assert.Throws<DiagnosticException>(() => PathPatterns.Expand([Path.Combine(folder, "q*")]));
        Assert.That(error.Diagnostic.Code, Is.EqualTo("FP7023"));
        Assert.That(PathPatterns.Count([]), Is.EqualTo(1), "a command without manifests has one output all the same");
    }
}
