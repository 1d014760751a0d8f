using FlowPlan.Architecture.Tests.Namespaces;

namespace FlowPlan.Architecture.Tests;

/// <summary>docs/architecture.md shows the namespaces as they are. <c>FLOWPLAN_UPDATE_GOLDEN=1</c> rewrites all of the tables but their last column.</summary>
public sealed class ArchitectureTableTests
{
    private const string Begin = "<!-- namespaces: written by ArchitectureTableTests, but for the last column -->\n";
    private const string End = "\n<!-- end of namespaces -->";

    private static readonly string File = Path.Combine(Repository.Root, "docs", "architecture.md");

    [Test]
    public void The_documented_namespaces_are_those_of_the_sources()
    {
        var (before, documented, after) = Parts();
        var actual = new ArchitectureTable(NamespaceGraph.OfTheProduct).Render(ArchitectureTable.Purposes(documented));
        if (Repository.UpdatesGoldenFiles)
        {
            System.IO.File.WriteAllText(File, before + actual + after);
            documented = actual;
        }

        Assert.That(documented.Split('\n'), Is.EqualTo(actual.Split('\n')), "run the test with FLOWPLAN_UPDATE_GOLDEN=1 and read the difference");
    }

    [Test]
    public void Every_namespace_has_a_purpose() => Assert.That(
        ArchitectureTable.Purposes(Parts().Tables).Where(row => row.Value.Length == 0).Select(row => row.Key), Is.Empty,
        "say in docs/architecture.md what the namespace is for");

    private static (string Before, string Tables, string After) Parts()
    {
        var text = System.IO.File.ReadAllText(File);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, begin, StringComparison.Ordinal);
        return (text[..begin], text[begin..end], text[end..]);
    }
}
