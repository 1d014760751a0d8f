using System.Collections.Concurrent;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>Reads a whole sandbox: the list of each kind once, kinds side by side, and the shared objects that they refer to.</summary>
internal sealed class SandboxReader(IResourceProvider provider, KindSet kinds)
{
    public async Task<SandboxSnapshot> ReadAsync(int parallelism, CancellationToken cancellationToken)
    {
        var objects = new ConcurrentBag<(string Kind, LiveObject Live)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(kinds.All, options, async (kind, token) =>
        {
            await foreach (var live in provider.Kind(kind.Name).ListAsync(token))
                objects.Add((kind.Name, live));
        });

        var own = new SandboxSnapshot(kinds, objects);
        var missing = own.All
            .SelectMany(own.DependenciesOf)
            .Where(d => kinds[d.Kind].Description.HasSharedObjects && !own.Has(d))
            .Distinct();
        await Parallel.ForEachAsync(missing, options, async (key, token) =>
        {
            foreach (var live in await provider.Kind(key.Kind).LookupAsync(ExistingCriteria.ById(key.Id), token))
            {
                if (live.Id == key.Id)
                    objects.Add((key.Kind, live with { IsShared = true }));
            }
        });
        return new(kinds, objects);
    }
}
