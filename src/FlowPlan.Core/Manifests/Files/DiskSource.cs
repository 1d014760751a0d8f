using FlowPlan.Core.Files;
using FlowPlan.Core.Manifests.Model;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>Files on the disk.</summary>
public sealed class DiskSource : IManifestSource
{
    private DiskSource()
    {
    }

    /// <summary>The disk.</summary>
    public static DiskSource Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsFolder(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public bool IsFile(string path) => File.Exists(path);

    /// <inheritdoc/>
    public bool MayRead(string folder, string file) => PathSandbox.Allow(folder, file);

    /// <inheritdoc/>
    public IReadOnlyList<string> Match(string folder, string pattern) => [.. IncludeGlob.Match(folder, pattern, below => MayRead(folder, below))];

    /// <inheritdoc/>
    public byte[]? Read(string path, long maxBytes)
    {
        RegularFile.Require(path);

        // The length may change while the file is read, so the bytes are counted.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = file.Read(buffer); read > 0; read = file.Read(buffer))
        {
            if (bytes.Length + read > maxBytes)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
