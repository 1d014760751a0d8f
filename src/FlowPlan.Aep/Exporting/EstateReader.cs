using System.Collections.Concurrent;
using System.Text.Json;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>Reads a whole sandbox, kinds side by side: each as its fields, and some once more as the services have them.</summary>
/// <param name="kinds">The kinds.</param>
/// <param name="flowService">For flows and connections as they are.</param>
/// <param name="schemas">For schemas as they are.</param>
/// <param name="mappings">For mapping sets as they are.</param>
internal sealed class EstateReader(
    IReadOnlyCollection<BoundKind> kinds, FlowServiceClient flowService, SchemaRegistryClient schemas, DataPrepClient mappings)
{
    public async Task<LiveEstate> ReadAsync(int parallelism, CancellationToken cancellationToken)
    {
        var objects = new ConcurrentBag<(string Kind, LiveObject Live)>();
        var facts = new RawFacts();
        using var width = new SemaphoreSlim(parallelism);
        async Task EachAsync<T>(IAsyncEnumerable<T> list, Action<T> take)
        {
            await width.WaitAsync(cancellationToken);
            try
            {
                await foreach (var item in list.WithCancellation(cancellationToken))
                    take(item);
            }
            finally
            {
                width.Release();
            }
        }

        Task LearnAsync(IAsyncEnumerable<JsonElement> list, Action<JsonElement> learn) => EachAsync(list, learn);
        await Task.WhenAll(
        [
            .. kinds.Select(kind => EachAsync(kind.ListAsync(cancellationToken), live => objects.Add((kind.Name, live)))),
            LearnAsync(flowService.ListAsync("connections", cancellationToken), facts.LearnConnection),
            LearnAsync(flowService.ListAsync("flows", cancellationToken), facts.LearnFlow),
            LearnAsync(schemas.ListAsync(cancellationToken), facts.LearnSchema),
            LearnAsync(mappings.ListAsync(cancellationToken), facts.LearnMapping),
        ]);
        var own = new LiveEstate(objects, [], facts);
        return new(objects, await CommonSchemasAsync(own, parallelism, cancellationToken), facts);
    }

    /// <summary>The schemas of all organizations that are referred to; the list has only the organization's own.</summary>
    private async Task<IReadOnlyCollection<LiveObject>> CommonSchemasAsync(LiveEstate estate, int parallelism, CancellationToken cancellationToken)
    {
        var kind = kinds.Single(k => k.Name == "schema");
        var missing = estate.All.SelectMany(estate.DependenciesOf).Where(d => d.Kind == "schema" && !estate.Has(d)).Distinct();
        var found = new ConcurrentBag<LiveObject>();
        await Parallel.ForEachAsync(
            missing,
            new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
            async (schema, token) =>
            {
                foreach (var live in await kind.LookupAsync(ExistingCriteria.ById(schema.Id), token))
                {
                    if (live.Id == schema.Id)
                        found.Add(live);
                }
            });
        return found;
    }
}
