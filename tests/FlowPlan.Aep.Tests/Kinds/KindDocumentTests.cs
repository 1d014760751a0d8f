using FlowPlan.Aep.Kinds;

namespace FlowPlan.Aep.Tests.Kinds;

/// <summary>The tables of docs/kinds say what the code does. FLOWPLAN_UPDATE_GOLDEN=1 writes them.</summary>
[TestFixture]
internal sealed class KindDocumentTests
{
    private const string Begin = "<!-- begin generated: KindDocumentTests -->\n";
    private const string End = "<!-- end generated -->\n";

    private static readonly string Folder = Path.Combine(Repository.Root, "docs", "kinds");

    private static IEnumerable<string> Kinds() => AepKinds.All.Select(k => k.Description.Name);

    [TestCaseSource(nameof(Kinds))]
    public void The_tables_of_a_kind_are_those_of_its_description(string name)
    {
        var path = Path.Combine(Folder, name + ".md");
        var kind = AepKinds.All.Single(k => k.Description.Name == name);
        var expected = Begin + KindTables.Of(kind) + End;
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        Assert.That(begin, Is.Positive, $"{path} has no generated part");
        if (Environment.GetEnvironmentVariable("FLOWPLAN_UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, text[..begin] + expected + text[(end + End.Length)..]);

        Assert.That(text[begin..(end + End.Length)], Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Kinds))]
    public void The_manifest_reference_links_to_the_kind(string name) =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Root, "docs", "manifest.md")), Does.Contain($"(kinds/{name}.md)"));
}
