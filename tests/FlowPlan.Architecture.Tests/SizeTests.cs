using FlowPlan.Architecture.Tests.Sources;

namespace FlowPlan.Architecture.Tests;

/// <summary>Small files, and folders that can be read at a glance.</summary>
public sealed class SizeTests
{
    private const int FilesInAFolder = 15;

    /// <summary>A folder may exceed the limit by this many files before it has to be divided.</summary>
    private const int Tolerance = 2;

    private const int LongestFile = 300;

    [Test]
    public void No_folder_is_crowded_and_no_file_is_long()
    {
        var files = SourceProject.All.SelectMany(p => p.Files).ToList();
        var crowded = files.CountBy(file => Path.GetDirectoryName(file)!).Where(f => f.Value > FilesInAFolder + Tolerance)
            .Select(f => (Path: f.Key, Size: $"{f.Value} files"));
        var @long = files.Select(file => (Path: file, Lines: LinesOf(file))).Where(f => f.Lines > LongestFile)
            .Select(f => (f.Path, Size: $"{f.Lines} lines"));

        new KnownList("known-sizes.txt").Check(crowded.Concat(@long)
            .Select(f => (Entry: Path.GetRelativePath(Repository.Root, f.Path).Replace('\\', '/'), f.Size))
            .OrderBy(f => f.Entry, StringComparer.Ordinal)
            .Select(f => (f.Entry, f.Size, $"{f.Entry} has {f.Size}")));
    }

    [Test]
    public void Most_files_are_short()
    {
        var lines = SourceProject.All.SelectMany(p => p.Files).Select(LinesOf).Order().ToList();

        Assert.Multiple(() =>
        {
            Assert.That(lines[lines.Count / 2], Is.LessThanOrEqualTo(60), "median");
            Assert.That(lines[lines.Count * 9 / 10], Is.LessThanOrEqualTo(150), "90th percentile");
        });
    }

    private static int LinesOf(string file) => File.ReadLines(file).Count();
}
