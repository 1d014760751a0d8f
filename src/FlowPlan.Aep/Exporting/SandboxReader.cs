using System.Collections.Concurrent;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>
/// Reads a whole sandbox: the list of each kind once, kinds side by side, then what belongs to the objects of a list, and the shared objects that they
/// refer to.
/// </summary>
internal sealed class SandboxReader(IResourceProvider provider, KindSet kinds, ReadProgress progress)
{
    public async Task<SandboxSnapshot> ReadAsync(int parallelism, CancellationToken cancellationToken)
    {
        var objects = new ConcurrentBag<(string Kind, LiveObject Live)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        var owned = kinds.All.ToLookup(kind => provider.Kind(kind.Name).Operations is IOwnedOperations);
        await ReadAsync(owned[false], kind => kind.Operations.ListAsync);
        var ids = objects.ToLookup(o => o.Kind, o => o.Live.Id);
        await ReadAsync(owned[true], kind => kind.Operations is IOwnedOperations parts ? token => parts.ListOfAsync(ids[parts.OwnerKind], token) : kind.ListAsync);
        async Task ReadAsync(IEnumerable<KindDefinition> definitions, Func<BoundKind, Func<CancellationToken, IAsyncEnumerable<LiveObject>>> listOf) =>
            await Parallel.ForEachAsync(definitions, options, async (kind, token) =>
            {
                await foreach (var live in listOf(provider.Kind(kind.Name))(token))
                {
                    objects.Add((kind.Name, live));
                    progress.List(kind.Name);
                }
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
