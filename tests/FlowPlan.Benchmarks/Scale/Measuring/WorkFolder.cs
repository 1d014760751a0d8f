namespace FlowPlan.Benchmarks.Scale.Measuring;

/// <summary>A folder of its own for a run.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("flowplan-scale-").FullName;

    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    public void CopyFrom(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.Contains(".lock.json", StringComparison.Ordinal)))
        {
            var relative = System.IO.Path.GetRelativePath(folder, file);
            if (relative.StartsWith('.'))
                continue;
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Path, relative))!);
            File.Copy(file, System.IO.Path.Combine(Path, relative));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
