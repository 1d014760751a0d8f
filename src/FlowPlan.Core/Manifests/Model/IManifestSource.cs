namespace FlowPlan.Core.Manifests.Model;

/// <summary>Where the files of a manifest come from: the disk, or memory for a manifest that was not written yet.</summary>
public interface IManifestSource
{
    /// <summary>Whether a path is a folder.</summary>
    bool IsFolder(string path);

    /// <summary>Whether a path is a file.</summary>
    bool IsFile(string path);

    /// <summary>Whether a file may be read on behalf of a manifest in a folder.</summary>
    bool MayRead(string folder, string file);

    /// <summary>The absolute paths of all files below a folder that match a pattern, ordinally sorted.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    IReadOnlyList<string> Match(string folder, string pattern);

    /// <summary>What a file holds; null when that is more than may be.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    byte[]? Read(string path, long maxBytes);
}
