namespace FlowPlan.Core.Manifests.Files;

/// <summary>
/// Where the files of a manifest may lie. A manifest can come from somebody else, as in a pull request, and an error in a
/// file shows a line of it; so it names only files of its own checkout, and none through a link that leads out.
/// </summary>
internal static class PathSandbox
{
    private const string Repository = ".git";

    /// <summary>An empty file of this name marks the root of a project that is not a git checkout.</summary>
    private const string Marker = ".flowplan-project";

    /// <summary>More links than a path of good will has; a circle of them has no end.</summary>
    private const int MostLinks = 40;

    /// <summary>Whether a file may be read on behalf of a manifest in a folder.</summary>
    /// <param name="folder">The main manifest's folder.</param>
    /// <param name="file">The file, which the manifest names.</param>
    public static bool Allow(string folder, string file)
    {
        if (RealPath(folder) is not { } home || RealPath(file) is not { } real)
            return false;
        var inside = Path.GetRelativePath(RootOf(home), real);
        return !Path.IsPathRooted(inside)
            && inside.Split(Path.DirectorySeparatorChar) is var parts
            && parts[0] != ".."
            && !parts.Contains(Repository, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The nearest checkout or marked root that a folder is in; the folder itself when it is in none.</summary>
    private static string RootOf(string folder)
    {
        for (var up = new DirectoryInfo(folder); up is not null; up = up.Parent)
        {
            if (Path.Exists(Path.Combine(up.FullName, Repository)) || File.Exists(Path.Combine(up.FullName, Marker)))
                return up.FullName;
        }

        return folder;
    }

    /// <summary>The path without any link in it; null when the links lead in a circle.</summary>
    private static string? RealPath(string path)
    {
        var full = Path.GetFullPath(path);
        var left = new Stack<string>();
        Push(left, full);
        var real = Path.GetPathRoot(full)!;
        var links = 0;
        while (left.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(real, part));
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
                return null;
            Push(left, target);
            if (Path.IsPathRooted(target))
                real = Path.GetPathRoot(target)!;
        }

        return real;
    }

    private static void Push(Stack<string> left, string path)
    {
        foreach (var part in path[Path.GetPathRoot(path)!.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse())
            left.Push(part);
    }
}
