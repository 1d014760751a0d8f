using System.Text;
using FlowPlan.Core.Manifests.Model;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>Files that exist in memory only, below one folder that need not exist. They include no others.</summary>
public sealed class MemorySource : IManifestSource
{
    private readonly Dictionary<string, string> texts;

    /// <summary>The files of a folder.</summary>
    /// <param name="folder">The folder's name, for messages.</param>
    /// <param name="files">The path of each file below the folder, with slashes, and its text.</param>
    public MemorySource(string folder, IEnumerable<KeyValuePair<string, string>> files)
    {
        Folder = Path.GetFullPath(folder);
        texts = files.ToDictionary(f => PathOf(f.Key), f => f.Value, StringComparer.Ordinal);
    }

    /// <summary>The folder that holds the files.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    public bool IsFolder(string path) => Path.GetFullPath(path) == Folder;

    /// <inheritdoc/>
    public bool IsFile(string path) => texts.ContainsKey(Path.GetFullPath(path));

    /// <inheritdoc/>
    public bool MayRead(string folder, string file) => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> Match(string folder, string pattern) => [];

    /// <inheritdoc/>
    public byte[]? Read(string path, long maxBytes) =>
        !texts.TryGetValue(Path.GetFullPath(path), out var text) ? throw new FileNotFoundException()
        : Encoding.UTF8.GetByteCount(text) > maxBytes ? null
        : Encoding.UTF8.GetBytes(text);

    private string PathOf(string below) => Path.GetFullPath(Path.Combine(Folder, below));
}
