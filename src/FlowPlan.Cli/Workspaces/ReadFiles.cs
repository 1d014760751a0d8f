using FlowPlan.Core.Manifests.Model;

namespace FlowPlan.Cli.Workspaces;

/// <summary>Remembers which files of a manifest were read.</summary>
/// <param name="inner">Where they come from.</param>
internal sealed class ReadFiles(IManifestSource inner) : IManifestSource
{
    private readonly List<string> paths = [];

    /// <summary>The absolute paths, each once, in the order of reading.</summary>
    public IEnumerable<string> Paths => paths.Distinct(StringComparer.Ordinal);

    public bool IsFolder(string path) => inner.IsFolder(path);

    public bool IsFile(string path) => inner.IsFile(path);

    public bool MayRead(string folder, string file) => inner.MayRead(folder, file);

    public IReadOnlyList<string> Match(string folder, string pattern) => inner.Match(folder, pattern);

    public byte[]? Read(string path, long maxBytes)
    {
        paths.Add(Path.GetFullPath(path));
        return inner.Read(path, maxBytes);
    }
}
