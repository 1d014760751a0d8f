using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output;

/// <summary>Which resources belong to one flow: those that no other flow uses, directly or through others. A deposed flow owns nothing.</summary>
internal static class FlowOwnership
{
    /// <summary>The kind of flows.</summary>
    public const string FlowKind = "flow";

    /// <summary>The flow that alone uses a resource, by resource; null where several do.</summary>
    /// <param name="uses">Each resource with those that it refers to.</param>
    public static Dictionary<ResourceAddress, ResourceAddress?> Of(IReadOnlyDictionary<ResourceAddress, IReadOnlyList<ResourceAddress>> uses)
    {
        var owners = new Dictionary<ResourceAddress, ResourceAddress?>();
        var left = new Stack<(ResourceAddress Address, ResourceAddress? Owner)>();
        foreach (var (flow, parts) in uses.Where(u => u.Key is { Kind: FlowKind, IsDeposed: false }))
        {
            foreach (var part in parts)
                left.Push((part, flow));
            while (left.TryPop(out var next))
            {
                if (next.Address.Kind == FlowKind || !uses.TryGetValue(next.Address, out var used))
                    continue;
                var isKnown = owners.TryGetValue(next.Address, out var owner);
                if (isKnown && (owner is null || owner == next.Owner))
                    continue;
                owners[next.Address] = isKnown ? null : next.Owner;
                foreach (var part in used)
                    left.Push((part, owners[next.Address]));
            }
        }

        return owners;
    }
}
