using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>Lays a block over the defaults of its section.</summary>
internal static class ResourceDefaults
{
    // Such a block only refers to an object.
    private static readonly string[] NotManaged = ["existing", "ref"];

    /// <summary>The block with the defaults of what it does not say: maps are merged, null removes.</summary>
    public static Node.Mapping Under(Node.Mapping block, Node.Mapping defaults) =>
        Array.Exists(NotManaged, key => block.Entry(key) is not null) ? block : Overrides.Merge(defaults, block, keepsOtherNulls: true) with { Span = block.Span };
}
