using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>The live objects that a plan needs: those recorded, those to adopt, those referred to, and what bears a natural key already.</summary>
internal sealed class LiveSnapshot
{
    private readonly Dictionary<string, KindSnapshot> kinds = [];
    private readonly Dictionary<ResourceAddress, LiveObject> existing = [];

    /// <summary>The live object with that id, or null when it is gone.</summary>
    public LiveObject? Find(string kind, string id) => kinds[kind].ById.GetValueOrDefault(id);

    /// <summary>The object that a read-only reference stands for.</summary>
    public LiveObject? Existing(ResourceAddress address) => existing.GetValueOrDefault(address);

    /// <summary>The objects that bear a natural key.</summary>
    public IReadOnlyList<LiveObject> Alike(string kind, string naturalKey) =>
        kinds[kind].ByNaturalKey.TryGetValue(naturalKey, out var alike) ? alike : [];

    /// <summary>Reads it all, kinds side by side, with a bounded number of calls in flight.</summary>
    public static async Task<LiveSnapshot> ReadAsync(
        IResourceProvider provider,
        PlanInput input,
        IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
        DiagnosticBag found,
        CancellationToken cancellationToken)
    {
        var snapshot = new LiveSnapshot();
        using var width = new SemaphoreSlim(input.Parallelism);
        var reader = new LiveReader(width);
        var recorded = prior.ToLookup(p => p.Key.Kind, p => p.Value.Id);
        var adopted = input.Desired.Items.Where(d => d.Adopt is not null).ToLookup(d => d.Address.Kind, d => d.Adopt!);
        var created = input.Desired.Items
            .Where(d => d.Existing is null && d.Adopt is null && !prior.ContainsKey(d.Address))
            .Select(d => d.Address.Kind)
            .ToHashSet(StringComparer.Ordinal);
        var kindReads = provider.KindNames.Select(name => GuardAsync(found, async () =>
        {
            var kind = provider.Kind(name);
            var read = await reader.ReadAsync(kind, [.. recorded[name].Concat(adopted[name]).Distinct()], created.Contains(name), cancellationToken);
            lock (snapshot.kinds)
                snapshot.kinds[name] = read;
        }));
        var lookups = input.Desired.Items.Where(d => d.Existing is not null).Select(desired => GuardAsync(found, async () =>
        {
            await width.WaitAsync(cancellationToken);
            try
            {
                var alike = await provider.Kind(desired.Address.Kind).LookupAsync(desired.Existing!, cancellationToken);
                if (alike.Count == 1)
                {
                    lock (snapshot.existing)
                        snapshot.existing[desired.Address] = alike[0];
                }
                else
                {
                    found.Add(alike.Count == 0 ? PlanDiagnostics.ExistingNotFound(desired) : PlanDiagnostics.ExistingAmbiguous(desired, alike));
                }
            }
            finally
            {
                width.Release();
            }
        }));
        await Task.WhenAll([.. kindReads, .. lookups]);
        return snapshot;
    }

    private static async Task GuardAsync(DiagnosticBag found, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (ProviderException failure)
        {
            found.Add(failure.Diagnostic);
        }
    }
}
