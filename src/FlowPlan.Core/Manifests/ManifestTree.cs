using System.Collections.Immutable;
using System.IO.Enumeration;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>The main file and all that it includes, as one tree.</summary>
internal static class ManifestTree
{
    private static readonly string[] Scalars = ["apiVersion", "project"];

    /// <summary>Loads it, or reports why not and returns null.</summary>
    public static Node.Mapping? Load(string mainFile, DiagnosticBag found)
    {
        if (ReadFile(mainFile, found) is not { } main)
            return null;
        if (main.Entry("include") is not { } include)
            return main;
        var folder = Path.GetDirectoryName(mainFile)!;
        var merged = main.Entries.Where(e => e.Key != "include").ToDictionary(e => e.Key, StringComparer.Ordinal);
        foreach (var file in IncludedFiles(folder, mainFile, include, found))
        {
            if (ReadFile(file, found) is { } fragment)
                Merge(merged, fragment, found);
        }

        var order = main.Entries.Select(e => e.Key).Concat(merged.Keys).Distinct().Where(merged.ContainsKey);
        return new([.. order.Select(k => merged[k])], main.Span);
    }

    private static Node.Mapping? ReadFile(string file, DiagnosticBag found)
    {
        if (ManifestFiles.Read(file, found) is not { } source || YamlReader.Read(source, found) is not { } root)
            return null;
        if (root is Node.Mapping mapping)
            return mapping;
        found.Add(YamlDiagnostics.NotAMap(root.Span));
        return null;
    }

    private static SortedSet<string> IncludedFiles(string folder, string mainFile, MappingEntry include, DiagnosticBag found)
    {
        var patterns = include.Value is Node.Sequence list ? list.Items : [include.Value];
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            if (pattern is not Node.Scalar { Value: Value.Text(var glob) })
            {
                found.Add(SchemaDiagnostics.WrongType(pattern.Span, "include", "a file pattern", pattern));
                continue;
            }

            var matches = Glob(folder, glob).Where(f => f != mainFile).ToList();
            if (matches.Count == 0)
                found.Add(YamlDiagnostics.IncludeMatchesNothing(pattern.Span, glob));
            files.UnionWith(matches);
        }

        return files;
    }

    /// <summary>Files by a pattern whose last part may hold <c>*</c> and <c>?</c>, and whose <c>**</c> stands for any folders.</summary>
    private static IEnumerable<string> Glob(string folder, string glob)
    {
        var slash = glob.LastIndexOf('/');
        var (where, name) = slash < 0 ? (string.Empty, glob) : (glob[..slash], glob[(slash + 1)..]);
        var deep = where == "**" || where.EndsWith("/**", StringComparison.Ordinal);
        var root = Path.GetFullPath(Path.Combine(folder, deep ? where[..^2] : where));
        if (!Directory.Exists(root))
            return [];
        var search = deep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        return Directory.EnumerateFiles(root, "*", search)
            .Where(f => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(f), ignoreCase: false));
    }

    private static void Merge(Dictionary<string, MappingEntry> merged, Node.Mapping fragment, DiagnosticBag found)
    {
        foreach (var entry in fragment.Entries)
        {
            if (!merged.TryGetValue(entry.Key, out var first))
            {
                merged.Add(entry.Key, entry);
            }
            else if (Scalars.Contains(entry.Key))
            {
                if (entry.Value.ToValue() != first.Value.ToValue())
                    found.Add(YamlDiagnostics.IncludeDisagrees(entry.Key, entry.Value.Span, first.Value.Span));
            }
            else if (entry.Value is Node.Mapping more && first.Value is Node.Mapping section)
            {
                merged[entry.Key] = first with { Value = Join(section, more, found) };
            }
            else if (entry.Value is Node.Sequence items && first.Value is Node.Sequence list)
            {
                merged[entry.Key] = first with { Value = list with { Items = [.. list.Items, .. items.Items] } };
            }
            else
            {
                found.Add(YamlDiagnostics.DuplicateKey(entry.Key, entry.KeySpan, first.KeySpan));
            }
        }
    }

    private static Node.Mapping Join(Node.Mapping section, Node.Mapping more, DiagnosticBag found)
    {
        var known = section.Entries.ToDictionary(e => e.Key, e => e.KeySpan, StringComparer.Ordinal);
        var entries = section.Entries.ToBuilder();
        foreach (var entry in more.Entries)
        {
            if (known.TryGetValue(entry.Key, out var first))
                found.Add(YamlDiagnostics.DuplicateKey(entry.Key, entry.KeySpan, first));
            else
                entries.Add(entry);
        }

        return section with { Entries = entries.ToImmutable() };
    }
}
