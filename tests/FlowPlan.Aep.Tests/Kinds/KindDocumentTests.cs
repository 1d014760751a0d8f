using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Tests.Emulated;

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
        {
            File.WriteAllText(path, text[..begin] + expected + text[(end + End.Length)..]);
            return;
        }

        Assert.That(text[begin..(end + End.Length)], Is.EqualTo(expected));
    }

    /// <summary>Holds the tables against what plans do: each row of the field table was planned.</summary>
    [TestCaseSource(nameof(Kinds))]
    public void The_tables_say_of_each_change_what_a_plan_does(string name)
    {
        var told = File.ReadAllLines(Path.Combine(Folder, name + ".md")).Select(l => l.Split(" | ")).Where(c => c.Length == 5).ToDictionary(c => c[0].Trim('|', ' ', '`'), c => c[3]);
        foreach (var row in FieldTable.Rows.Where(r => r.Address.StartsWith(name + ".", StringComparison.Ordinal)))
        {
            var done = row.Actions.Contains("replace " + row.Address) ? "replaces the object" : row.Actions.Length == 0 ? "is refused" : "updates in place";
            foreach (var key in row.Keys.Split(' ').Where(k => k.StartsWith(name + ".", StringComparison.Ordinal)))
                Assert.That(told[key.Split('.')[1]], Does.Contain(done), key);
        }
    }

    [TestCase("connection", "dataType")]
    [TestCase("targetConnection", "dataset")]
    public void A_key_that_is_needed_only_without_a_type_says_so(string name, string key) =>
        Assert.That(File.ReadAllText(Path.Combine(Folder, name + ".md")), Does.Contain($"| `{key}` | yes, unless `type` is given |"));

    [TestCaseSource(nameof(Kinds))]
    public void The_manifest_reference_links_to_the_kind(string name) =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Root, "docs", "manifest.md")), Does.Contain($"(kinds/{name}.md)"));
}
