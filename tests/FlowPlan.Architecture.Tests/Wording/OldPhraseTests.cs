using FlowPlan.Architecture.Tests.Sources;

namespace FlowPlan.Architecture.Tests.Wording;

/// <summary>Messages, documents and names use the words of the field.</summary>
public sealed class OldPhraseTests
{
    private const string Known = "Wording/known-phrases.txt";

    private static readonly string[] GoldenFiles = [".txt", ".md", ".json"];

    [Test]
    public void No_old_phrase_comes_back()
    {
        var texts = Files().Select(file => (File: file, Text: ProductText.Read(file))).ToList();
        var found = OldPhrase.All.ToDictionary(
            phrase => phrase.Pattern, phrase => texts.SelectMany(t => phrase.In(t.File, t.Text)).ToList());
        var path = Path.Combine(Repository.Root, "tests", "FlowPlan.Architecture.Tests", Known);
        if (Repository.UpdatesGoldenFiles)
        {
            File.WriteAllLines(path, found.Where(f => f.Value.Count > 0).Select(f => $"{f.Value.Count} {f.Key}"));
        }

        var known = File.ReadAllLines(path).Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[1], parts => int.Parse(parts[0]));

        Assert.That(found.Where(f => f.Value.Count > known.GetValueOrDefault(f.Key)).SelectMany(f => f.Value), Is.Empty);
        Assert.That(
            known.Where(k => (found.GetValueOrDefault(k.Key)?.Count ?? 0) < k.Value).Select(k => k.Key),
            Is.Empty,
            $"fewer than {Known} says: run the test with FLOWPLAN_UPDATE_GOLDEN=1");
    }

    [TestCase("this is no map", true)]
    [TestCase("there is no map", false)]
    [TestCase("it is no longer a map", false)]
    [TestCase("/// of unknown\n    /// fate", true)]
    [TestCase("its outcome is unknown", false)]
    public void An_old_phrase_is_found_across_lines_and_only_where_it_is_one(string text, bool expected) =>
        Assert.That(OldPhrase.All.SelectMany(phrase => phrase.In("x", text)).Any(), Is.EqualTo(expected));

    private static IEnumerable<string> Files() => ((IEnumerable<string>)["README.md", "CHANGELOG.md"])
        .Concat(ProductText.Below("src", ".cs"))
        .Concat(ProductText.Below("docs", ".md"))
        .Concat(ProductText.Below("schema", ".json"))
        .Concat(ProductText.Below("examples", ".md", ".yaml"))
        .Concat(ProductText.Below("tests", GoldenFiles)
            .Where(file => file.StartsWith("tests/Cases/", StringComparison.Ordinal) || file.Contains("/Golden/", StringComparison.Ordinal)));
}
