namespace FlowPlan.Core.Tests.State.Support;

/// <summary>A folder of its own on the real disk, gone afterwards.</summary>
internal sealed class TestFolder : IDisposable
{
    public TestFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "flowplan-state-" + Guid.NewGuid().ToString("N"));

    public string Lockfile => this["flowplan.dev.lock.json"];

    public string Journal => Lockfile + ".journal";

    public string Hold => Lockfile + ".hold";

    public string Backup => Lockfile + ".backup";

    /// <summary>The names of all files, sorted.</summary>
    public string[] Names => [.. Directory.GetFileSystemEntries(Path).Select(e => System.IO.Path.GetFileName(e)).Order(StringComparer.Ordinal)];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
