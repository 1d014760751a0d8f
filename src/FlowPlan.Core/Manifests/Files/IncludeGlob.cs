using System.Collections.Immutable;
using System.IO.Enumeration;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>
/// A pattern of files below a folder: parts joined by <c>/</c>, where <c>*</c> and <c>?</c> stand for characters of one part
/// and a part <c>**</c> for any folders. Names that begin with a dot are matched only by a part that does.
/// </summary>
internal static class IncludeGlob
{
    /// <summary>How many files one pattern may match.</summary>
    public const int MaxFiles = 10_000;

    /// <summary>The reason why a text is not a valid pattern; null when it is one.</summary>
    public static string? Fault(string pattern) => pattern switch
    {
        "" => "it is empty",
        _ when pattern.Contains('\0', StringComparison.Ordinal) => "it contains a NUL character",
        _ when Path.IsPathRooted(pattern) => "it is an absolute path",
        _ when pattern.Contains('\\', StringComparison.Ordinal) => "folders are separated by '/', not by '\\'",
        _ => null,
    };

    /// <summary>The absolute paths of all files that match, ordinally sorted; one more than may be when there are too many.</summary>
    /// <exception cref="OutsideProjectException">The pattern leads to a folder that may not be read.</exception>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static ImmutableSortedSet<string> Match(string folder, string pattern, Func<string, bool> mayRead) =>
        Below(folder, [.. pattern.Split('/', StringSplitOptions.RemoveEmptyEntries)], [], mayRead)
            .Distinct()
            .Take(MaxFiles + 1)
            .ToImmutableSortedSet(StringComparer.Ordinal);

    /// <param name="folder">The folder that the parts begin at.</param>
    /// <param name="parts">What is left of the pattern.</param>
    /// <param name="mayRead">Whether the files of a folder may be read.</param>
    /// <param name="been">Where the walk has been with how much left, so that several <c>**</c> do not walk the same ways again.</param>
    private static IEnumerable<string> Below(string folder, ImmutableArray<string> parts, HashSet<(string Folder, int Left)> been, Func<string, bool> mayRead)
    {
        if (parts.IsEmpty || !been.Add((folder, parts.Length)) || !Directory.Exists(folder))
            return [];
        var (part, rest) = (parts[0], parts[1..]);
        if (part is "." or "..")
        {
            // Checked before anything is listed, so that no name of a file elsewhere can be found out.
            var next = Path.GetFullPath(Path.Combine(folder, part));
            return mayRead(next) ? Below(next, rest, been, mayRead) : throw new OutsideProjectException();
        }

        if (part == "**")
            return Below(folder, rest, been, mayRead).Concat(Folders(folder, "*").SelectMany(f => Below(f, parts, been, mayRead)));
        return rest.IsEmpty
            ? Directory.EnumerateFiles(folder).Where(f => Fits(part, f))
            : Folders(folder, part).Where(f => Path.GetFileName(f)[0] != '.' || mayRead(f)).SelectMany(f => Below(f, rest, been, mayRead));
    }

    /// <summary>A link to a folder is not followed, for it may lead back up.</summary>
    private static IEnumerable<string> Folders(string folder, string part) =>
        Directory.EnumerateDirectories(folder).Where(f => Fits(part, f) && new DirectoryInfo(f).LinkTarget is null);

    private static bool Fits(string part, string path)
    {
        var name = Path.GetFileName(path);
        return (name[0] != '.' || part[0] == '.') && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false);
    }
}
