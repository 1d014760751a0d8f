using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>Lays an environment's overrides over the manifest: maps are merged, other values replaced, null removes.</summary>
internal static class Overrides
{
    /// <summary>The key of an environment under which they stand.</summary>
    public const string Key = "overrides";

    /// <summary>What can be changed besides the sections of resources.</summary>
    private static readonly string[] Others = [ReuseSections.Defaults, ReuseSections.Instances];

    public static Node.Mapping Apply(Node.Mapping manifest, Node.Mapping? overrides, ManifestVocabulary vocabulary, DiagnosticBag found)
    {
        if (overrides is null)
            return manifest;
        foreach (var section in overrides.Entries)
        {
            var resources = manifest[section.Key] as Node.Mapping;
            if (!vocabulary.Sections.ContainsKey(section.Key) && !Others.Contains(section.Key))
                found.Add(VariableDiagnostics.OverrideUnknown(section.KeySpan, null, section.Key, vocabulary.Sections.Keys.Concat(Others)));
            else if (BlockReader.Map(section, found) is { } changed)
                CheckKeys(section.Key, changed, resources, found);
        }

        return found.HasErrors ? manifest : Merge(manifest, overrides);
    }

    /// <summary>
    /// A key that the section does not have adds a resource. A block that says less than one whose key is nearly the same, or nothing, is
    /// probably meant to change that one.
    /// </summary>
    private static void CheckKeys(string section, Node.Mapping changed, Node.Mapping? resources, DiagnosticBag found)
    {
        foreach (var entry in changed.Entries.Where(e => resources?.Entry(e.Key) is null && !AddsOne(e, resources)))
            found.Add(VariableDiagnostics.OverrideUnknown(entry.KeySpan, section, entry.Key, resources?.Entries.Select(e => e.Key) ?? []));
    }

    private static bool AddsOne(MappingEntry entry, Node.Mapping? resources)
    {
        if (entry.Value is not Node.Mapping { Entries.Length: > 0 } block)
            return false;
        return resources is null
            || DidYouMean.Closest(entry.Key, resources.Entries.Select(e => e.Key)) is not { } near
            || resources[near] is not Node.Mapping other
            || block.Entries.Length >= other.Entries.Length;
    }

    /// <summary>One map over another: maps are merged, other values replaced, null removes.</summary>
    /// <param name="below">The lower map.</param>
    /// <param name="above">The upper map.</param>
    /// <param name="keepsOtherNulls">Whether a null in the upper map that removes nothing is kept, so that its key is checked.</param>
    public static Node.Mapping Merge(Node.Mapping below, Node.Mapping above, bool keepsOtherNulls = false)
    {
        var entries = new List<MappingEntry>();
        foreach (var entry in below.Entries)
        {
            var over = above.Entry(entry.Key);
            if (over is null)
                entries.Add(entry);
            else if (over.Value is Node.Mapping more && entry.Value is Node.Mapping inner)
                entries.Add(entry with { Value = Merge(inner, more, keepsOtherNulls) });
            else if (over.Value is not Node.Scalar { Value: Value.Null })
                entries.Add(over);
        }

        entries.AddRange(above.Entries.Where(e => below.Entry(e.Key) is null && (keepsOtherNulls || e.Value is not Node.Scalar { Value: Value.Null })));
        return below with { Entries = [.. entries] };
    }
}
