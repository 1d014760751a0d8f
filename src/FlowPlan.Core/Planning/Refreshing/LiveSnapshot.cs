using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>
/// The live objects that a plan needs: those in the lockfile, those to import, those referred to, and those that already have a natural key.
/// Deciding may show that more is needed than was read at first; <see cref="CompleteAsync"/> reads that.
/// </summary>
internal sealed class LiveSnapshot(IResourceProvider provider, PlanInput input, ReadAhead? ahead, DiagnosticBag diagnostics) : IDisposable
{
    private readonly SemaphoreSlim width = ahead?.Width ?? new(input.Parallelism);
    private readonly Dictionary<string, KindSnapshot> kinds = provider.KindNames.ToDictionary(
        name => name, name => ahead?.SnapshotOf(name) ?? new(), StringComparer.Ordinal);
    private readonly Dictionary<ResourceAddress, LiveObject> existing = [];

    /// <summary>Objects assumed to be as the lockfile has them, because the plan does not refresh.</summary>
    private readonly Dictionary<(string Kind, string Id), LiveObject> assumed = [];

    /// <summary>Kinds whose whole list turned out to be needed.</summary>
    private readonly HashSet<string> unlisted = new(StringComparer.Ordinal);

    private readonly ExistingChecks checks = new(provider, input);

    /// <summary>Of kinds whose natural key is the ID: the objects that were looked for.</summary>
    private readonly HashSet<(string Kind, string Id)> soughtById = [];

    /// <summary>Those of them that are yet to be read.</summary>
    private readonly HashSet<(string Kind, string Id)> unread = [];

    /// <summary>How many objects are assumed to be as the lockfile has them.</summary>
    public int AssumedCount => assumed.Count;

    /// <summary>What is wrong with resources that were checked against objects that the manifest only refers to.</summary>
    public IEnumerable<Diagnostic> Findings => checks.Found;

    /// <summary>The live object with that id, or null when it does not exist.</summary>
    public LiveObject? Find(string kind, string id) =>
        assumed.GetValueOrDefault((kind, id)) ?? kinds[kind].ById.GetValueOrDefault(id);

    /// <summary>The object that a read-only reference stands for.</summary>
    public LiveObject? Existing(ResourceAddress address) => existing.GetValueOrDefault(address);

    /// <summary>The objects that have a natural key; none until the list is read.</summary>
    public IReadOnlyList<LiveObject> FindByNaturalKey(string kind, string naturalKey)
    {
        if (kinds[kind].All is { } all)
            return all.WithNaturalKey(naturalKey);
        if (!provider.Kind(kind).Description.IsFoundById)
            unlisted.Add(kind);
        else if (kinds[kind].ById.TryGetValue(naturalKey, out var live))
            return [live];
        else if (soughtById.Add((kind, naturalKey)))
            unread.Add((kind, naturalKey));
        return [];
    }

    /// <summary>Reads what is certainly needed, all kinds at once, with a bounded number of concurrent calls.</summary>
    public async Task ReadAsync(IReadOnlyDictionary<ResourceAddress, ResourceState> prior, CancellationToken cancellationToken)
    {
        var recorded = prior.ToLookup(p => p.Key.Kind, p => p.Value);
        if (!input.Options.Refresh)
            Assume(prior);
        var adopted = input.Desired.Items.Where(d => d.Adopt is not null).ToLookup(d => d.Address.Kind, d => d.Adopt!);
        var referred = input.Desired.Items.Where(d => d.Existing is not null).ToLookup(d => d.Existing!.Id is null);

        // One list tells what may exist already and what all references by name lead to.
        var listed = input.Desired.Items
            .Where(d => d.Existing is null && d.Adopt is null && !prior.ContainsKey(d.Address) && !provider.Kind(d.Address.Kind).Description.IsFoundById)
            .Concat(referred[true])
            .Select(d => d.Address.Kind)
            .ToHashSet(StringComparer.Ordinal);
        var kindReads = provider.KindNames.Select(name => ReadKindAsync(
            name,
            RecordedIds.Of(recorded[name].Where(state => !assumed.ContainsKey((name, state.Id)))).And(adopted[name].Where(id => !assumed.ContainsKey((name, id)))),
            listed.Contains(name),
            cancellationToken));
        var lookups = referred[false].Select(desired => GuardAsync(() => LookUpAsync(desired, cancellationToken)));
        await Task.WhenAll([.. kindReads, .. lookups]);

        // A kind whose list could not be read has been reported.
        foreach (var desired in referred[true])
        {
            if (kinds[desired.Address.Kind].All is { } all)
                Take(desired, all.WithName(desired.Existing!.Text));
        }

        await Task.WhenAll(referred[true].Where(d => existing.ContainsKey(d.Address) && checks.Need(d.Address)).Select(d => GuardAsync(() => InTurnAsync(() => CheckAsync(d, cancellationToken), cancellationToken))));
    }

    /// <summary>Reads what deciding showed to be needed as well: whole lists, and assumed objects that would be changed.</summary>
    /// <returns>Whether anything was read, so that all actions must be decided again.</returns>
    public async Task<bool> CompleteAsync(IEnumerable<PlannedAction> actions, CancellationToken cancellationToken)
    {
        var touched = actions
            .Where(a => a.IsChange && a.Prior is not null && assumed.ContainsKey((a.Address.Kind, a.Prior.Id)))
            .Select(a => (a.Address.Kind, a.Prior!.Id))
            .Concat(unread)
            .ToLookup(o => o.Kind, o => o.Id);
        unread.Clear();
        var names = provider.KindNames.Where(name => unlisted.Contains(name) || touched.Contains(name)).ToList();
        if (names.Count == 0)
            return false;
        foreach (var id in touched.SelectMany(group => group.Select(id => (group.Key, id))))
            assumed.Remove(id);
        await Task.WhenAll(names.Select(name => ReadKindAsync(name, RecordedIds.Of([]).And(touched[name]), unlisted.Contains(name), cancellationToken)));
        unlisted.Clear();
        return true;
    }

    public void Dispose()
    {
        if (ahead is null)
            width.Dispose();
    }

    private void Assume(IReadOnlyDictionary<ResourceAddress, ResourceState> prior)
    {
        foreach (var (address, state) in prior)
        {
            assumed[(address.Kind, state.Id)] = new LiveObject
            {
                Id = state.Id,
                Etag = state.Etag,
                Fields = state.Fields,
                Attributes = state.Attributes,
                Name = state.Fields.TextOf(provider.Kind(address.Kind).Description.NameField),
            };
        }
    }

    private Task ReadKindAsync(string name, Dictionary<string, ResourceState?> sought, bool needsAll, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await (ahead?.FinishAsync(name) ?? Task.CompletedTask);
        await new LiveReader(width, input.Parallelism, input.Progress).ReadAsync(provider.Kind(name), kinds[name], sought, needsAll, cancellationToken);
    });

    private Task LookUpAsync(DesiredResource desired, CancellationToken cancellationToken) => InTurnAsync(
        async () =>
        {
            Take(desired, await provider.Kind(desired.Address.Kind).LookupAsync(desired.Existing!, cancellationToken));
            await CheckAsync(desired, cancellationToken);
        },
        cancellationToken);

    private Task CheckAsync(DesiredResource desired, CancellationToken cancellationToken)
    {
        LiveObject? live;
        lock (existing)
            live = existing.GetValueOrDefault(desired.Address);
        return live is null ? Task.CompletedTask : checks.CheckAsync(desired.Address, live, cancellationToken);
    }

    private async Task InTurnAsync(Func<Task> read, CancellationToken cancellationToken)
    {
        await width.WaitAsync(cancellationToken);
        try
        {
            await read();
        }
        finally
        {
            width.Release();
        }
    }

    private void Take(DesiredResource desired, IReadOnlyList<LiveObject> alike)
    {
        if (alike.Count != 1)
        {
            diagnostics.Add(PlanDiagnostics.ExistingNotSingle(desired, alike));
            return;
        }

        lock (existing)
            existing[desired.Address] = alike[0];
    }

    private async Task GuardAsync(Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (ProviderException failure)
        {
            diagnostics.Add(failure.Diagnostic);
        }
    }
}
