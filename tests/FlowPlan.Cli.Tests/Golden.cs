namespace FlowPlan.Cli.Tests;

/// <summary>Compares output with a file that a person can read. FLOWPLAN_UPDATE_GOLDEN=1 writes the files anew.</summary>
internal static class Golden
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "FlowPlan.Cli.Tests", "Golden");

    public static void Match(string name, string actual)
    {
        var path = Path.Combine(Folder, name);
        if (Repository.UpdatesGoldenFiles)
            File.WriteAllText(path, actual);
        Assert.That(File.Exists(path), Is.True, $"there is no golden file {name}; look at the output and write it with FLOWPLAN_UPDATE_GOLDEN=1");
        Assert.That(actual, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")));
    }
}
