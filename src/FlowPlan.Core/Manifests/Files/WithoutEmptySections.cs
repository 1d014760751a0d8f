using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>
/// A manifest or component without what counts as missing: sections in which everything is commented out, and keys for the author alone, such as
/// a place for anchors.
/// </summary>
/// <param name="sections">The names of all sections of a manifest.</param>
internal sealed class WithoutEmptySections(IReadOnlyCollection<string> sections)
{
    private readonly HashSet<string> ofManifest = [.. sections];
    private readonly HashSet<string> ofComponent = [.. sections, ReuseSections.Inputs];

    /// <summary>The main file of a manifest, or one that it includes.</summary>
    public Node.Mapping Manifest(Node.Mapping file) => Of(file, ofManifest);

    /// <summary>A component, or an instance whose sections are in its own block.</summary>
    public Node.Mapping Component(Node.Mapping body) => Of(body, ofComponent);

    private Node.Mapping Of(Node.Mapping body, HashSet<string> names) => body with
    {
        Entries = [.. body.Entries.Where(e => !e.Key.StartsWith("x-", StringComparison.Ordinal) && !(names.Contains(e.Key) && e.Value is Node.Scalar { Value: Value.Null })).Select(WithParts)],
    };

    private MappingEntry WithParts(MappingEntry entry) => entry is { Key: ReuseSections.Components or ReuseSections.Instances, Value: Node.Mapping parts }
        ? entry with { Value = parts with { Entries = [.. parts.Entries.Select(e => e.Value is Node.Mapping part ? e with { Value = Component(part) } : e)] } }
        : entry;
}
