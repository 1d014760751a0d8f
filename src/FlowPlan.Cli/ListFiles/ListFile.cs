using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Cli.ListFiles;

/// <summary>Reads a YAML file with one list of maps.</summary>
internal static class ListFile
{
    /// <summary>The items of a file, or what is wrong with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="form">Its form.</param>
    /// <param name="readOne">Reads an item whose keys are known; null for one that is not valid, which it reports.</param>
    public static Outcome<IReadOnlyList<T>> Read<T>(string path, ListFileForm form, Func<ListItem, T?> readOne)
        where T : class
    {
        var found = new DiagnosticBag();
        IReadOnlyList<T> items = ManifestFragment.Read(path, found) is { } file ? [.. ItemsOf(file, form, found).Select(readOne).OfType<T>()] : [];
        return found.HasErrors ? Outcome<IReadOnlyList<T>>.Failed(found) : Outcome<IReadOnlyList<T>>.Of(items, found);
    }

    private static IEnumerable<ListItem> ItemsOf(Node.Mapping file, ListFileForm form, DiagnosticBag found)
    {
        foreach (var entry in file.Entries.Where(e => e.Key != form.Key))
            found.Add(Diagnostic.Of(form.Invalid, $"{form.File} cannot hold '{entry.Key}'", entry.KeySpan, $"write the {form.Items} below '{form.Key}'"));
        if (file[form.Key] is Node.Sequence list)
            return [.. list.Items.Select(node => ItemOf(node, form, found)).OfType<ListItem>()];
        found.Add(Diagnostic.Of(form.Invalid, $"{form.File} needs '{form.Key}', a list", file.Span, form.Help));
        return [];
    }

    private static ListItem? ItemOf(Node node, ListFileForm form, DiagnosticBag found)
    {
        if (node is not Node.Mapping map)
        {
            found.Add(Diagnostic.Of(form.Invalid, $"{form.Item} must be a map with {form.Needs}", node.Span, form.Help));
            return null;
        }

        foreach (var entry in map.Entries.Where(e => !form.Keys.Contains(e.Key)))
            found.Add(Diagnostic.Of(form.Invalid, $"{form.Item} cannot hold '{entry.Key}'", entry.KeySpan, DidYouMean.Help(entry.Key, form.Keys, string.Join(", ", form.Keys))));
        return new(map, form, found);
    }
}
