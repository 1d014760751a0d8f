using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>The files that a manifest includes.</summary>
internal static class Includes
{
    /// <summary>The absolute paths of the files, ordinally sorted; the main file is never among them.</summary>
    public static ImmutableSortedSet<string> Find(IManifestSource source, string mainFile, MappingEntry? include, DiagnosticBag found)
    {
        var files = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
        if (include is null)
            return files;
        var patterns = include.Value is Node.Sequence list ? list.Items : [include.Value];
        foreach (var pattern in patterns)
            files = files.Union(FilesOf(source, mainFile, pattern, found));
        return files;
    }

    private static ImmutableSortedSet<string> FilesOf(IManifestSource source, string mainFile, Node pattern, DiagnosticBag found)
    {
        if (pattern is not Node.Scalar { Value: Value.Text(var glob) })
        {
            found.Add(SchemaDiagnostics.WrongType(pattern.Span, "include", "a string", pattern));
            return [];
        }

        if (IncludeGlob.Fault(glob) is { } fault)
        {
            found.Add(YamlDiagnostics.IncludePattern(pattern.Span, fault));
            return [];
        }

        try
        {
            var folder = Path.GetDirectoryName(mainFile)!;
            var matches = source.Match(folder, glob).ToImmutableSortedSet(StringComparer.Ordinal).Remove(mainFile);
            if (matches.IsEmpty)
                found.Add(YamlDiagnostics.IncludeMatchesNothing(pattern.Span, glob));
            if (matches.Count > IncludeGlob.MaxFiles)
                found.Add(YamlDiagnostics.TooManyFiles(pattern.Span, glob, IncludeGlob.MaxFiles));
            else if (matches.FirstOrDefault(m => !source.MayRead(folder, m)) is { } outside)
                found.Add(YamlDiagnostics.LeadsOut(pattern.Span, ManifestFiles.Shown(outside)));
            else
                return matches;
            return [];
        }
        catch (OutsideProjectException)
        {
            found.Add(YamlDiagnostics.LeadsOut(pattern.Span, glob));
            return [];
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            found.Add(YamlDiagnostics.IncludePattern(pattern.Span, "a folder on its way cannot be read"));
            return [];
        }
    }
}
