using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>Plans to take live objects over as they are: one that is named, or all that a lost lockfile recorded. Writes nothing.</summary>
/// <param name="provider">The services.</param>
/// <param name="input">The manifest and the record.</param>
public sealed class Adopter(IResourceProvider provider, PlanInput input)
{
    private readonly KnownAttributes known = new();
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> owners = [];
    private readonly List<PlannedAction> actions = [];
    private readonly List<AdoptedObject> adopted = [];
    private readonly DiagnosticBag found = new();
    private int recorded;

    /// <summary>Takes one object for one resource.</summary>
    /// <exception cref="DiagnosticException">It cannot be taken.</exception>
    public async Task<Adoption> OneAsync(string address, string id, CancellationToken cancellationToken)
    {
        var desired = input.Desired.Items.FirstOrDefault(d => d.Address.ToString() == address)
            ?? throw new DiagnosticException(AdoptDiagnostics.NotDeclared(address, input.Desired.Items.Select(d => d.Address)));
        if (desired.Existing is not null)
            throw new DiagnosticException(AdoptDiagnostics.OnlyReferredTo(desired));
        var prior = StartFromRecord();
        var live = await provider.Kind(desired.Address.Kind).ReadAsync(id, cancellationToken)
            ?? throw new DiagnosticException(AdoptDiagnostics.NoSuchObject(desired, id));
        if (prior.TryGetValue(desired.Address, out var state))
        {
            // Run again after it was cut off, the command finds its work done.
            if (state.Id == live.Id)
                return Result();
            throw new DiagnosticException(AdoptDiagnostics.OnRecord(desired, state, live.Id));
        }

        if (owners.TryGetValue((desired.Address.Kind, live.Id), out var owner))
            throw new DiagnosticException(AdoptDiagnostics.ManagedAlready(desired, live.Id, owner));
        Take(desired, provider.Kind(desired.Address.Kind), FieldsOf(desired), live);
        return Result();
    }

    /// <summary>Looks for the object of each declared resource that has no record, dependencies first, since objects are found by what they refer to.</summary>
    /// <exception cref="ProviderException">The platform cannot be asked.</exception>
    public async Task<Adoption> AllAsync(CancellationToken cancellationToken)
    {
        var prior = StartFromRecord();
        var missing = input.Desired.Items.Where(d => d.Existing is null && !prior.ContainsKey(d.Address)).ToDictionary(d => d.Address);
        await ReadExistingAsync(cancellationToken);
        var lists = new Dictionary<string, Candidates>();
        await Task.WhenAll(missing.Keys.Select(a => a.Kind).Distinct().Select(async name =>
        {
            var read = await Candidates.ReadAsync(provider.Kind(name), cancellationToken);
            lock (lists)
                lists[name] = read;
        }));

        var chooser = new Chooser(input.Scope.Project, (kind, id) => owners.ContainsKey((kind, id)));
        foreach (var address in DependencyGraph.Of(input.Desired.Items.Select(d => (d.Address, d.Dependencies.AsEnumerable()))).Order)
        {
            if (!missing.TryGetValue(address, out var desired))
                continue;
            var (kind, fields) = (provider.Kind(address.Kind), FieldsOf(desired));
            var live = desired.Adopt is { } id
                ? Named(desired, id, lists[address.Kind])
                : chooser.Choose(desired, kind, fields, lists[address.Kind], out var reason) ?? Report(reason!);
            if (live is not null)
                Take(desired, kind, fields, live);
        }

        return Result();
    }

    /// <summary>What is recorded, under its addresses of now; its attributes are known without asking.</summary>
    private IReadOnlyDictionary<ResourceAddress, ResourceState> StartFromRecord()
    {
        var moves = new DiagnosticBag();
        var prior = Moves.Apply(input, out _, moves);
        if (moves.HasErrors)
            throw new DiagnosticException(moves.ToSorted()[0]);
        foreach (var (address, state) in prior)
        {
            owners.TryAdd((address.Kind, state.Id), address);
            known.Set(address, state.Attributes);
        }

        recorded = input.Desired.Items.Count(d => d.Existing is null && prior.ContainsKey(d.Address));
        return prior;
    }

    private async Task ReadExistingAsync(CancellationToken cancellationToken)
    {
        foreach (var desired in input.Desired.Items.Where(d => d.Existing is not null))
        {
            var alike = await provider.Kind(desired.Address.Kind).LookupAsync(desired.Existing!, cancellationToken);
            if (alike.Count != 1)
            {
                found.Add(alike.Count == 0 ? PlanDiagnostics.ExistingNotFound(desired) : PlanDiagnostics.ExistingAmbiguous(desired, alike));
                continue;
            }

            known.Set(desired.Address, alike[0].Attributes);
            actions.Add(new() { Address = desired.Address, Kind = ActionKind.Read, Live = alike[0], Name = alike[0].Name });
        }
    }

    private LiveObject? Named(DesiredResource desired, string id, Candidates candidates)
    {
        if (owners.TryGetValue((desired.Address.Kind, id), out var owner))
            return Report(AdoptDiagnostics.ManagedAlready(desired, id, owner));
        return candidates.WithId(id) ?? Report(AdoptDiagnostics.NoSuchObject(desired, id));
    }

    private void Take(DesiredResource desired, BoundKind kind, Value.Map fields, LiveObject live)
    {
        var taken = kind.Canonicalize(new LiveFields(kind).At(fields, live.Fields));
        var pending = Chooser.Pending(desired, kind, fields, taken, live);
        var forcing = pending.Where(d => d.Effect != FieldChangeEffect.Update).ToList();
        if (forcing.Count > 0)
            found.Add(AdoptDiagnostics.WouldReplace(desired, live.Id, forcing));
        owners.Add((desired.Address.Kind, live.Id), desired.Address);
        known.Set(desired.Address, live.Attributes);
        adopted.Add(new(desired.Address, live, pending));
        actions.Add(new()
        {
            Address = desired.Address,
            Kind = ActionKind.Adopt,
            Fields = taken,
            Live = live,
            Name = live.Name,
            Reasons = [$"takes over {live.Id} as it is"],
            DependsOn = desired.Dependencies,
            IgnoreChanges = desired.Lifecycle.IgnoreChanges,
            PreventDestroy = desired.Lifecycle.PreventDestroy,
        });
    }

    private LiveObject? Report(Diagnostic reason)
    {
        found.Add(reason);
        return null;
    }

    private Value.Map FieldsOf(DesiredResource desired) =>
        provider.Kind(desired.Address.Kind).Canonicalize(known.Resolve(desired.Fields));

    private Adoption Result() =>
        new(RecordOnly.Of(provider, input, [.. actions], known), [.. adopted], found.ToSorted(), recorded);
}
