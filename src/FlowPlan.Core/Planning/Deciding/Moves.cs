using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Carries recorded objects over to their new addresses, as the manifest's <c>moved</c> blocks say.</summary>
internal static class Moves
{
    /// <summary>The recorded objects under their addresses of now.</summary>
    /// <param name="input">The plan's input.</param>
    /// <param name="movedFrom">For each address of now that was carried over, the former one.</param>
    /// <param name="found">Told of moves that cannot be.</param>
    public static IReadOnlyDictionary<ResourceAddress, ResourceState> Apply(
        PlanInput input, out Dictionary<ResourceAddress, ResourceAddress> movedFrom, DiagnosticBag found)
    {
        movedFrom = [];
        if (input.Prior is null)
            return new Dictionary<ResourceAddress, ResourceState>();
        if (input.Moved.IsEmpty)
            return input.Prior.Resources;
        var renamed = new Dictionary<ResourceAddress, ResourceAddress>();
        var prior = input.Prior.Resources;
        foreach (var move in input.Moved.Where(m => prior.ContainsKey(m.From)))
        {
            if (prior.ContainsKey(move.To) || !renamed.TryAdd(move.From, move.To))
                found.Add(PlanDiagnostics.MovedTargetTaken(move.From, move.To, move.Span));
        }

        movedFrom = renamed.ToDictionary(r => r.Value, r => r.Key);
        ResourceAddress Now(ResourceAddress address) => renamed.GetValueOrDefault(address, address);
        return prior.ToDictionary(
            p => Now(p.Key),
            p => p.Value with { Dependencies = [.. p.Value.Dependencies.Select(Now).Order()] });
    }
}
