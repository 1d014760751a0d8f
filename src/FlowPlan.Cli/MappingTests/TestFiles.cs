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
    private const string Pattern = "*.test.yaml";

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

    private static IEnumerable<string> Files(string folder)
    {
        var tests = Path.Combine(folder, "tests");
        var inFolder = Directory.Exists(tests) ? Directory.EnumerateFiles(tests, Pattern, SearchOption.AllDirectories) : [];
        return Directory.EnumerateFiles(folder, Pattern).Concat(inFolder).Order(StringComparer.Ordinal);
    }

    private IEnumerable<MappingTest> ReadFile(string path) => ManifestFragment.Read(path, found) is { } root ? reader.ReadFile(root) : [];
}
