using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>The recorded resources after the manifest's <c>moved</c> blocks, and after objects followed the blocks that describe them.</summary>
/// <param name="Resources">The resources by their new addresses.</param>
/// <param name="FormerAddresses">For each new address of a moved resource, the former one.</param>
internal sealed record Moves(
    IReadOnlyDictionary<ResourceAddress, ResourceState> Resources,
    IReadOnlyDictionary<ResourceAddress, ResourceAddress> FormerAddresses)
{
    private static readonly Dictionary<ResourceAddress, ResourceAddress> None = [];

    /// <summary>Gives recorded resources their new addresses, and reports moves that are impossible.</summary>
    public static Moves Apply(PlanInput input, DiagnosticBag diagnostics)
    {
        if (input.Prior is null)
            return new(new Dictionary<ResourceAddress, ResourceState>(), None);
        var prior = input.Prior.Resources;
        if (input.Moved.IsEmpty)
            return new(prior, None);
        var renamed = new Dictionary<ResourceAddress, ResourceAddress>();
        var targets = new HashSet<ResourceAddress>();
        foreach (var (move, implied) in MoveExpansion.Of(input))
        {
            // A block that names the resource itself says where it goes.
            if (implied && renamed.ContainsKey(move.From))
                continue;
            if (prior.ContainsKey(move.To))
                diagnostics.Add(PlanDiagnostics.MovedTargetTaken(move));
            else if (!targets.Add(move.To) || !renamed.TryAdd(move.From, move.To))
                diagnostics.Add(PlanDiagnostics.MovedTwice(move));
        }

        return new(Rename(prior, renamed), renamed.ToDictionary(r => r.Value, r => r.Key));
    }

    /// <summary>These moves and further ones, as one.</summary>
    /// <param name="sources">For each new address, the one that these moves give.</param>
    public Moves Then(IReadOnlyDictionary<ResourceAddress, ResourceAddress> sources)
    {
        if (sources.Count == 0)
            return this;
        var renamed = sources.ToDictionary(s => s.Value, s => s.Key);
        var former = FormerAddresses.Where(f => !renamed.ContainsKey(f.Key)).ToDictionary(f => f.Key, f => f.Value);
        foreach (var (address, source) in sources.Select(s => (s.Key, FormerAddresses.GetValueOrDefault(s.Value, s.Value))))
        {
            if (address != source)
                former[address] = source;
        }

        return new(Rename(Resources, renamed), former);
    }

    /// <summary>Whether other moves give each resource the same address.</summary>
    public bool HasSameAddresses(Moves other) =>
        FormerAddresses.Count == other.FormerAddresses.Count && FormerAddresses.All(f => other.FormerAddress(f.Key) == f.Value);

    /// <summary>The former address of a resource, or null if it did not move.</summary>
    public ResourceAddress? FormerAddress(ResourceAddress address) =>
        FormerAddresses.TryGetValue(address, out var former) ? former : null;

    private static Dictionary<ResourceAddress, ResourceState> Rename(
        IReadOnlyDictionary<ResourceAddress, ResourceState> resources, Dictionary<ResourceAddress, ResourceAddress> renamed)
    {
        ResourceAddress NewAddress(ResourceAddress address) => renamed.GetValueOrDefault(address, address);
        return resources.ToDictionary(
            p => NewAddress(p.Key),
            p => p.Value with { Dependencies = [.. p.Value.Dependencies.Select(NewAddress).Order()] });
    }
}
