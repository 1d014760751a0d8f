using System.Collections.Immutable;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests;

/// <summary>Tells the resource blocks that have errors from those that can be checked further, so that one error does not hide another.</summary>
internal static class InvalidBlocks
{
    /// <summary>The same resources; those that contain a faulty value, or an expression without a value, are marked.</summary>
    public static ImmutableArray<ResourceDeclaration> Mark(ImmutableArray<ResourceDeclaration> resources, IReadOnlySet<Node> faulty) =>
        [.. resources.Select(r => r with { IsInvalid = IsInvalid(r.Body, faulty) })];

    private static bool IsInvalid(Node node, IReadOnlySet<Node> faulty) => faulty.Contains(node) || node switch
    {
        Node.Scalar scalar => scalar.IsTemplate,
        Node.Sequence list => list.Items.Any(item => IsInvalid(item, faulty)),
        Node.Mapping map => map.Entries.Any(entry => IsInvalid(entry.Value, faulty)),
        _ => false,
    };
}
