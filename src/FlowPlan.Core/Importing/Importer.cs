using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>Plans to import live objects without changing them: one by its ID, or all that a lost lockfile recorded. Writes nothing.</summary>
/// <param name="provider">The services.</param>
/// <param name="input">The manifest and the state.</param>
/// <param name="takeOver">Whether objects of another project may be imported.</param>
/// <param name="force">Whether objects with a part that FlowPlan does not support are imported too.</param>
public sealed class Importer(IResourceProvider provider, PlanInput input, bool takeOver = false, bool force = false)
{
    private readonly AttributeResolver known = new();
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> managedBy = [];
    private readonly List<PlannedAction> actions = [];
    private readonly List<ImportedObject> imported = [];
    private readonly DiagnosticBag diagnostics = new();
    private int recorded;

    /// <summary>Imports one object for one resource.</summary>
    /// <exception cref="DiagnosticException">It cannot be imported.</exception>
    public async Task<ImportResult> OneAsync(string address, string id, CancellationToken cancellationToken)
    {
        var desired = input.Desired.Items.FirstOrDefault(d => d.Address.ToString() == address)
            ?? throw new DiagnosticException(ImportDiagnostics.NotDeclared(address, input.Desired.Items.Select(d => d.Address)));
        if (desired.Existing is not null)
            throw new DiagnosticException(ImportDiagnostics.OnlyReferredTo(desired));
        var prior = StartFromState();
        var live = await provider.Kind(desired.Address.Kind).ReadAsync(id, cancellationToken)
            ?? throw new DiagnosticException(ImportDiagnostics.NoSuchObject(desired, id));
        if (prior.TryGetValue(desired.Address, out var state))
        {
            // A command that was interrupted and is run again finds the object imported.
            if (state.Id == live.Id)
                return Result();
            throw new DiagnosticException(ImportDiagnostics.OnRecord(desired, state, live.Id));
        }

        if (managedBy.TryGetValue((desired.Address.Kind, live.Id), out var owner))
            throw new DiagnosticException(ImportDiagnostics.ManagedAlready(desired, live.Id, owner));
        if (await OtherOwnerAsync(desired.Address.Kind, live, cancellationToken) is { } other)
            throw new DiagnosticException(ImportDiagnostics.OtherProject(desired, live.Id, other));
        Import(desired, provider.Kind(desired.Address.Kind), FieldsOf(desired), live);
        return Result();
    }

    /// <summary>Finds the object of each declared resource that is not in the state, dependencies first, because references identify objects.</summary>
    /// <exception cref="ProviderException">The platform cannot be read.</exception>
    public async Task<ImportResult> AllAsync(CancellationToken cancellationToken)
    {
        var prior = StartFromState();
        var missing = input.Desired.Items.Where(d => d.Existing is null && !prior.ContainsKey(d.Address)).ToDictionary(d => d.Address);
        var existing = input.Desired.Items.Where(d => d.Existing is not null).ToList();
        var needed = missing.Keys.Concat(existing.Where(d => d.Existing!.Id is null).Select(d => d.Address)).Select(a => a.Kind);
        var byName = existing.Where(d => d.Existing!.Id is null).Select(d => d.Address.Kind).ToHashSet(StringComparer.Ordinal);
        var lists = await ListAsync(
            (missing.Count > 0 && !takeOver ? provider.KindNames : needed).Where(name => !provider.Kind(name).Description.IsFoundById || byName.Contains(name)), cancellationToken);
        var ownership = takeOver ? null : OwnershipIn(lists);
        foreach (var desired in existing)
        {
            TakeExisting(desired, desired.Existing!.Id is null
                ? lists[desired.Address.Kind].WithName(desired.Existing.Text)
                : await provider.Kind(desired.Address.Kind).LookupAsync(desired.Existing, cancellationToken));
        }

        var matcher = new ImportMatcher(
            input.Scope.Project,
            [.. input.Desired.Items.Select(d => $"{input.Scope.Project}/{d.Address}")],
            (kind, id) => managedBy.ContainsKey((kind, id)),
            ownership);
        foreach (var wave in ImportWave.Of(input.Desired.Items, kind => provider.Kind(kind).Description.IsFoundById && !lists.ContainsKey(kind)))
        {
            foreach (var desired in wave.Listed.Where(missing.ContainsKey).Select(a => missing[a]))
                Take(desired, lists[desired.Address.Kind]);
            var sought = wave.Read.Where(missing.ContainsKey).Select(a => missing[a]).ToList();
            var read = await ReadByIdAsync(sought, cancellationToken);
            foreach (var desired in sought)
            {
                var found = IdOf(desired) is { } id ? read[desired.Address.Kind].ById.GetValueOrDefault(id) : null;
                if (found is not null)
                    ownership?.Include(provider.Kind(desired.Address.Kind).Description, found);
                Take(desired, LiveIndex.Of(provider.Kind(desired.Address.Kind), found is null ? [] : [found]));
            }
        }

        void Take(DesiredResource desired, LiveIndex candidates)
        {
            var (kind, fields) = (provider.Kind(desired.Address.Kind), FieldsOf(desired));
            var match = desired.Adopt is { } id
                ? WithId(desired, id, candidates)
                : matcher.Match(desired, kind, fields, candidates);
            if (match.Live is { } live)
                Import(desired, kind, fields, live);
            else
                diagnostics.Add(match.Reason!);
        }

        return Result();
    }

    /// <summary>The resources in the state by their new addresses; their attributes are known without a call.</summary>
    private IReadOnlyDictionary<ResourceAddress, ResourceState> StartFromState()
    {
        var found = new DiagnosticBag();
        var prior = Moves.Apply(input, found).Resources;
        if (found.HasErrors)
            throw new DiagnosticException(found.ToSorted()[0]);
        foreach (var (address, state) in prior)
        {
            managedBy.TryAdd((address.Kind, state.Id), address);
            known.Set(address, state.Attributes);
        }

        recorded = input.Desired.Items.Count(d => d.Existing is null && prior.ContainsKey(d.Address));
        return prior;
    }

    /// <summary>The other project that an object belongs to. Only a list of all kinds shows what an object without a mark serves.</summary>
    private async Task<string?> OtherOwnerAsync(string kind, LiveObject live, CancellationToken cancellationToken)
    {
        if (takeOver)
            return null;
        if (live.Owner is { } mark)
            return Ownership.ProjectOf(mark) == input.Scope.Project ? null : Ownership.ProjectOf(mark);
        var ownership = OwnershipIn(await ListAsync(provider.KindNames.Where(name => !provider.Kind(name).Description.IsFoundById), cancellationToken));
        ownership.Include(provider.Kind(kind).Description, live);
        return ownership.OtherOwnerOf(kind, live.Id);
    }

    /// <summary>The ID of the object of a resource whose natural key is its ID, as far as it is known.</summary>
    private string? IdOf(DesiredResource desired) => desired.Adopt ?? provider.Kind(desired.Address.Kind).NaturalKey(FieldsOf(desired));

    /// <summary>The objects of resources whose natural key is their ID, for which no list is read: as many at once as the plan may read.</summary>
    private async Task<Dictionary<string, KindSnapshot>> ReadByIdAsync(IEnumerable<DesiredResource> desired, CancellationToken cancellationToken)
    {
        using var width = new SemaphoreSlim(input.Parallelism);
        var reader = new LiveReader(width, input.Parallelism, input.Progress);
        var found = new Dictionary<string, KindSnapshot>(StringComparer.Ordinal);
        foreach (var ofKind in desired.GroupBy(d => d.Address.Kind, StringComparer.Ordinal))
        {
            found[ofKind.Key] = new();
            await reader.ReadAsync(provider.Kind(ofKind.Key), found[ofKind.Key], RecordedIds.Of([]).And(ofKind.Select(IdOf).OfType<string>()), needsAll: false, cancellationToken);
        }

        return found;
    }

    private Ownership OwnershipIn(IReadOnlyDictionary<string, LiveIndex> lists) => Ownership.Of(
        input.Scope.Project,
        [.. lists.Keys.Select(name => provider.Kind(name).Description)],
        lists.SelectMany(l => l.Value.All.Select(live => (l.Key, live))));

    /// <summary>The lists of these kinds, each read once.</summary>
    private async Task<Dictionary<string, LiveIndex>> ListAsync(IEnumerable<string> kinds, CancellationToken cancellationToken)
    {
        var reads = kinds
            .Distinct()
            .Select(async name => (Name: name, Index: await LiveIndex.ReadAsync(provider.Kind(name), input.Progress, cancellationToken)));
        return (await Task.WhenAll(reads)).ToDictionary(r => r.Name, r => r.Index, StringComparer.Ordinal);
    }

    private void TakeExisting(DesiredResource desired, IReadOnlyList<LiveObject> alike)
    {
        if (alike.Count != 1)
        {
            diagnostics.Add(PlanDiagnostics.ExistingNotSingle(desired, alike));
            return;
        }

        known.Set(desired.Address, alike[0].Attributes);
        actions.Add(new() { Address = desired.Address, Kind = ActionKind.Read, Live = alike[0], Name = alike[0].Name });
    }

    private ImportMatch WithId(DesiredResource desired, string id, LiveIndex candidates)
    {
        if (managedBy.TryGetValue((desired.Address.Kind, id), out var owner))
            return ImportMatch.None(ImportDiagnostics.ManagedAlready(desired, id, owner));
        return candidates.WithId(id) is { } live ? ImportMatch.Of(live) : ImportMatch.None(ImportDiagnostics.NoSuchObject(desired, id));
    }

    private void Import(DesiredResource desired, BoundKind kind, Value.Map fields, LiveObject live)
    {
        if (live.Unsupported is not null && !force)
        {
            diagnostics.Add(ImportDiagnostics.HasUnsupportedPart(desired, live));
            return;
        }

        var importedFields = kind.Canonicalize(new ImportedFields(kind).From(fields, live.Fields));
        var pending = ImportMatcher.Pending(desired, kind, fields, importedFields, live);
        var forcing = pending.Where(d => d.Effect != FieldChangeEffect.Update).ToList();
        if (forcing.Count > 0)
            diagnostics.Add(ImportDiagnostics.WouldReplace(desired, live.Id, forcing));
        managedBy.Add((desired.Address.Kind, live.Id), desired.Address);
        known.Set(desired.Address, live.Attributes);
        imported.Add(new(desired.Address, live, pending));
        actions.Add(new()
        {
            Address = desired.Address,
            Kind = ActionKind.Adopt,
            Fields = importedFields,
            Live = live,
            Name = live.Name,
            Reasons = [new ActionReason.ImportsUnchanged(live.Id)],
            DependsOn = desired.FindDependencies(),
            IgnoreChanges = desired.Lifecycle.IgnoreChanges,
            PreventDestroy = desired.Lifecycle.PreventDestroy,
        });
    }

    private Value.Map FieldsOf(DesiredResource desired) =>
        provider.Kind(desired.Address.Kind).Canonicalize(known.Resolve(desired.Fields));

    private ImportResult Result() =>
        new(StateOnlyPlan.Of(input, [.. actions], known), [.. imported], diagnostics.ToSorted(), recorded);
}
