namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>A folder of its own for a test, with a copy of an example or with files that the test writes.</summary>
internal sealed class Workspace : IDisposable
{
    public Workspace() => Directory.CreateDirectory(Folder);

    private readonly Dictionary<string, string> written = [];

    /// <summary>What the test wrote, by path from the folder.</summary>
    public IReadOnlyDictionary<string, string> Written => written;

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "flowplan-" + Guid.NewGuid().ToString("N"));

    public static Workspace OfExample(string name)
    {
        var workspace = new Workspace();
        var source = Repository.Example(name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (relative.StartsWith(".flowplan", StringComparison.Ordinal) || relative.Contains(".lock.json", StringComparison.Ordinal))
                continue;
            workspace.Write(relative, File.ReadAllText(file));
        }

        return workspace;
    }

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    public string Read(string relative) => File.ReadAllText(PathOf(relative));

    public string Write(string relative, string text)
    {
        var path = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        written[Path.GetRelativePath(Folder, path)] = text;
        return path;
    }

    public void Dispose()
    {
        Canaries.Search(Folder, written);
        Directory.Delete(Folder, recursive: true);
    }
}
