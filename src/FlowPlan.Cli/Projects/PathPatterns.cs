using System.IO.Enumeration;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Projects;

/// <summary>Paths of manifests, in which <c>*</c> and <c>?</c> stand for parts of a name, for shells that do not expand them.</summary>
internal static class PathPatterns
{
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true };

    /// <summary>The paths, each once, in the order given; those of a pattern in the order of their names.</summary>
    /// <exception cref="DiagnosticException">A pattern matches nothing.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths) =>
    [
        .. paths.SelectMany(path => Matches(path) is { Count: > 0 } found
            ? found
            : throw new DiagnosticException(Diagnostic.Of(ProjectDescriptors.MatchesNothing, $"no file or folder matches '{path}'", help: "correct the pattern"))).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>How many manifests these are, and at least one.</summary>
    public static int Count(IEnumerable<string> paths) => Math.Max(1, paths.SelectMany(Matches).Distinct(StringComparer.Ordinal).Count());

    /// <summary>Whether these may be several, as far as their form tells.</summary>
    public static bool AreSeveral(IReadOnlyList<string> paths) => paths.Count > 1 || paths.Any(p => IsPattern(p));

    private static IReadOnlyList<string> Matches(string path)
    {
        // A file may have such a name, where a shell has expanded a pattern to it.
        if (!IsPattern(path) || File.Exists(path) || Directory.Exists(path))
            return [path];
        var root = Path.GetPathRoot(path) ?? string.Empty;
        IEnumerable<string> found = [root];
        foreach (var part in path[root.Length..].Split('/', '\\').Where(p => p.Length > 0))
            found = [.. found.SelectMany(folder => IsPattern(part) ? Matches(folder, part) : Existing(Path.Combine(folder, part)))];
        return [.. found];
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static IEnumerable<string> Existing(string path) => File.Exists(path) || Directory.Exists(path) ? [path] : [];

    private static IEnumerable<string> Matches(string folder, string pattern)
    {
        var parent = folder.Length == 0 ? "." : folder;
        return Directory.Exists(parent)
            ? Directory.EnumerateFileSystemEntries(parent, "*", Readable)
                .Select(entry => Path.GetFileName(entry))
                .Where(name => !name.StartsWith('.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                .Order(StringComparer.Ordinal)
                .Select(name => Path.Combine(folder, name))
            : [];
    }
}
