namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>
/// Compares what a case showed with the files in its folder. FLOWPLAN_UPDATE_GOLDEN=1 writes them anew and removes those
/// that nothing shows any more.
/// </summary>
internal static class CaseGoldens
{
    public static void Match(CaseFolder folder, IReadOnlyDictionary<string, string> shown)
    {
        if (Repository.UpdatesGoldenFiles)
            Write(folder, shown);
        var kept = GoldensOf(folder).ToHashSet(StringComparer.Ordinal);
        var wrong = shown
            .Where(s => !kept.Contains(s.Key))
            .Select(s => $"{folder.Name}/{s.Key} is missing; the run shows\n\n{s.Value}")
            .Concat(kept.Where(k => !shown.ContainsKey(k)).Select(k => $"{folder.Name}/{k} is shown by nothing"))
            .Concat(shown.Where(s => kept.Contains(s.Key)).Select(s => Difference(folder, s.Key, s.Value)).OfType<string>())
            .ToList();
        Assert.That(wrong, Is.Empty, () =>
            $"{string.Join("\n\n", wrong)}\n\nIf that is how it should be: FLOWPLAN_UPDATE_GOLDEN=1 dotnet test tests/FlowPlan.EndToEnd.Tests --filter Cases\n");
    }

    /// <summary>The files of the folder that nobody wrote by hand.</summary>
    private static IEnumerable<string> GoldensOf(CaseFolder folder) =>
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder.Path, f).Replace('\\', '/'))
            .Except(folder.Written);

    private static void Write(CaseFolder folder, IReadOnlyDictionary<string, string> shown)
    {
        foreach (var golden in GoldensOf(folder).Where(g => !shown.ContainsKey(g)).ToList())
            File.Delete(Path.Combine(folder.Path, golden));
        foreach (var (name, text) in shown)
            File.WriteAllText(Path.Combine(folder.Path, name), text);
    }

    private static string? Difference(CaseFolder folder, string name, string actual)
    {
        var expected = File.ReadAllText(Path.Combine(folder.Path, name)).ReplaceLineEndings("\n");
        return expected == actual ? null : $"{folder.Name}/{name} (- expected, + shown)\n{LineDiff.Of(expected, actual)}";
    }
}
