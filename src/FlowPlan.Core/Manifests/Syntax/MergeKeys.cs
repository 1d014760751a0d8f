using FlowPlan.Core.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>The merge key <c>&lt;&lt;</c>: the entries of other maps, each with its place there, for keys that a map does not have itself.</summary>
internal static class MergeKeys
{
    /// <summary>Whether a key is the merge key; in quotes it is a key like any other.</summary>
    public static bool IsOne(Scalar key) => key is { Value: "<<", Style: ScalarStyle.Plain };

    /// <summary>The entries to merge, those of the first map first.</summary>
    /// <exception cref="DiagnosticException">The value is neither a map nor a list of maps.</exception>
    public static IEnumerable<MappingEntry> EntriesOf(Node value, SourceSpan key) => value switch
    {
        Node.Mapping map => map.Entries,
        Node.Sequence list when list.Items.All(i => i is Node.Mapping) => list.Items.Cast<Node.Mapping>().SelectMany(m => m.Entries),
        _ => throw new DiagnosticException(YamlDiagnostics.Unsupported(key, "a merge key (<<) takes a map or a list of maps", "name an anchor of a map: '<<: *name'")),
    };
}
