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

        // The length may change while the file is read, so the bytes are counted. A device has none.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        var bytes = new byte[Math.Min(file.Length, maxBytes) + 1];
        var length = 0;
        for (var read = file.Read(bytes); read > 0; read = file.Read(bytes, length, bytes.Length - length))
        {
            length += read;
            if (length > maxBytes)
                return null;
            if (length == bytes.Length)
                Array.Resize(ref bytes, Math.Max(1 << 16, 2 * length));
        }

        return bytes[..length];
    }
}
