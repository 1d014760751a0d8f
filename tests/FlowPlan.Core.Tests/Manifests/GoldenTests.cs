using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Tests.Manifests;

/// <summary>
/// What a user sees of a broken manifest. Each folder of <c>Golden</c> holds one and the text expected;
/// <c>FLOWPLAN_UPDATE_GOLDEN=1</c> writes that text anew.
/// </summary>
public sealed class GoldenTests
{
    private static IEnumerable<string> Names() => Directory.EnumerateDirectories(Folder()).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Names))]
    public void The_diagnostics_of_a_broken_manifest_read_as_recorded(string name)
    {
        var folder = Path.Combine(Folder(), name);
        var outcome = ManifestReader.Read(new ManifestRequest { Path = Path.Combine(folder, "flowplan.yaml") }, TestVocabulary.Value);
        var shown = ManifestFiles.Shown(folder) + "/";
        var actual = string.Join("\n", outcome.Diagnostics.Select(d => DiagnosticText.Of(d).ToString().Replace(shown, string.Empty, StringComparison.Ordinal)));
        var expected = Path.Combine(folder, "expected.txt");
        if (Repository.UpdatesGoldenFiles)
            File.WriteAllText(expected, actual);
        Assert.That(actual, Is.EqualTo(File.ReadAllText(expected).ReplaceLineEndings("\n")));
        Assert.That(outcome.Succeeded, Is.False);
    }

    [Test]
    public void There_are_many_broken_manifests() => Assert.That(Names().Count(), Is.GreaterThanOrEqualTo(15));

    private static string Folder() => Path.Combine(Repository.Root, "tests", "FlowPlan.Core.Tests", "Manifests", "Golden");
}
