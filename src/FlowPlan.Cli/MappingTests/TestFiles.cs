using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;

namespace FlowPlan.Cli.MappingTests;

/// <summary>Finds the tests of a manifest: next to its mappings, and in <c>*.test.yaml</c> beside it or in its folder <c>tests</c>.</summary>
/// <param name="reader">Reads tests.</param>
/// <param name="found">Told of what is wrong.</param>
internal sealed class TestFiles(MappingTestReader reader, DiagnosticBag found)
{
    private static readonly string[] Patterns = ["*.test.yaml", "tests/**/*.test.yaml"];

    /// <summary>The tests that are valid; what is wrong with others is reported by the command that runs them.</summary>
    public static IReadOnlyList<MappingTest> ValidOf(Workspace manifest)
    {
        var unreported = new DiagnosticBag();
        return [.. new TestFiles(new(unreported), unreported).All(manifest)];
    }

    /// <summary>All tests, those in the manifest first, then by file.</summary>
    public IEnumerable<MappingTest> All(Workspace manifest)
    {
        foreach (var (mapping, tests) in DeclaredMappings.TestsIn(manifest.Declarations))
        {
            foreach (var test in reader.Read(mapping, tests))
                yield return test;
        }

        foreach (var path in Files(manifest.Folder))
        {
            foreach (var test in ReadFile(path))
                yield return test;
        }
    }

    private IEnumerable<string> Files(string folder)
    {
        try
        {
            return [.. Patterns.SelectMany(p => DiskSource.Instance.Match(folder, p)).Where(f => IsInside(folder, f)).Distinct().Order(StringComparer.Ordinal)];
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            Report($"the tests of mappings cannot be found: {denied.Message}");
            return [];
        }
    }

    private bool IsInside(string folder, string file)
    {
        if (DiskSource.Instance.MayRead(folder, file))
            return true;
        Report($"the tests in '{file}' cannot be read: the file is a link that leads out of the project");
        return false;
    }

    private void Report(string message) => found.Add(Diagnostic.Of(MappingTestDescriptors.UnreadableTests, message, null, "move the tests, or allow to read them"));

    private IEnumerable<MappingTest> ReadFile(string path) => ManifestFragment.Read(path, found) is { } root ? reader.ReadFile(root) : [];
}
