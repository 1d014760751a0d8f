using System.IO.Enumeration;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Projects;

/// <summary>Paths of manifests, in which <c>*</c> and <c>?</c> stand for parts of a name, for shells that do not expand them.</summary>
internal static class PathPatterns
{
    /// <summary>The paths, each once, in the order given; those of a pattern in the order of their names.</summary>
    /// <exception cref="DiagnosticException">A pattern matches nothing.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths) => [.. paths.SelectMany(Expand).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether these may be several, as far as their form tells.</summary>
    public static bool AreSeveral(IReadOnlyList<string> paths) => paths.Count > 1 || paths.Any(p => IsPattern(p));

    private static IEnumerable<string> Expand(string path)
    {
        // A file may have such a name, where a shell has expanded a pattern to it.
        if (!IsPattern(path) || File.Exists(path) || Directory.Exists(path))
            return [path];
        IEnumerable<string> found = [Path.IsPathRooted(path) ? Path.GetPathRoot(path)! : string.Empty];
        foreach (var part in path.Split('/', '\\').Where(p => p.Length > 0))
            found = [.. found.SelectMany(folder => IsPattern(part) ? Matches(folder, part) : Existing(Path.Combine(folder, part)))];
        return found.Any()
            ? found
            : throw new DiagnosticException(Diagnostic.Of(ProjectDescriptors.MatchesNothing, $"no file or folder matches '{path}'", help: "correct the pattern"));
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static IEnumerable<string> Existing(string path) => File.Exists(path) || Directory.Exists(path) ? [path] : [];

    private static IEnumerable<string> Matches(string folder, string pattern)
    {
        var parent = folder.Length == 0 ? "." : folder;
        return Directory.Exists(parent)
            ? Directory.EnumerateFileSystemEntries(parent)
                .Select(entry => Path.GetFileName(entry))
                .Where(name => !name.StartsWith('.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                .Order(StringComparer.Ordinal)
                .Select(name => Path.Combine(folder, name))
            : [];
    }
}
