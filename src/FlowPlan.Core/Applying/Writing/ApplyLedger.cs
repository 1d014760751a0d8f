using System.Collections.Immutable;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// Keeps the record of an apply: each intent and outcome is durable in the journal before anything that depends on it,
/// and the lockfile is written after objects are made, as often as that costs little.
/// </summary>
internal sealed class ApplyLedger : IAsyncDisposable
{
    /// <summary>Writing the whole lockfile may take this share of the time, so that a large estate is not slowed by its own record.</summary>
    private const int SaveShare = 10;

    private readonly IStateSession session;
    private readonly TimeProvider time;
    private readonly SecretHasher hasher;
    private readonly Lock gate = new();
    private Lockfile current;
    private Lockfile saved;
    private ImmutableHashSet<(string Kind, string Id)> owned;
    private readonly HashSet<long> openIntents = [];
    private readonly CancellationTokenSource finishing = new();
    private Task saving = Task.CompletedTask;

    public ApplyLedger(IStateSession session, Lockfile recovered, TimeProvider time)
    {
        this.session = session;
        this.time = time;
        current = recovered;
        saved = session.Snapshot.Lockfile ?? recovered with { Resources = recovered.Resources.Clear() };
        hasher = new SecretHasher(recovered.Lineage);
        owned = [.. recovered.Resources.Select(r => (r.Key.Kind, r.Value.Id))];
    }

    /// <summary>The fields with every secret sealed to its digest.</summary>
    public Value.Map Seal(ResourceAddress address, Value.Map fields) => hasher.Seal(address, fields);

    /// <summary>Whether an object is on record under any address.</summary>
    public bool Owns(string kind, string id)
    {
        lock (gate)
            return owned.Contains((kind, id));
    }

    /// <summary>Makes an intent durable before its call is sent. It counts as open until an outcome is durable, whatever happens in between.</summary>
    public async Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken)
    {
        var number = await session.Journal.BeginAsync(intent, cancellationToken);
        lock (gate)
            openIntents.Add(number);
        return number;
    }

    /// <summary>Makes the outcome of a call durable; null for an object that is gone.</summary>
    public async Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state, CancellationToken cancellationToken)
    {
        await session.Journal.CompleteAsync(intent, address, state, cancellationToken);
        Close(intent);
        Set(address, state);
    }

    /// <summary>Makes a record durable that no call stands behind; null drops it.</summary>
    public async Task RecordAsync(ResourceAddress address, ResourceState? state, CancellationToken cancellationToken)
    {
        await session.Journal.RecordAsync(address, state, cancellationToken);
        Set(address, state);
    }

    /// <summary>Makes the failure of a call durable. One that may have happened stays open for the next run.</summary>
    public async Task FailAsync(long intent, bool nothingHappened, string code, CancellationToken cancellationToken)
    {
        await session.Journal.FailAsync(intent, nothingHappened, code, cancellationToken);
        if (nothingHappened)
            Close(intent);
    }

    /// <summary>
    /// Begins the record of a run: what recovery found and what <c>moved</c> blocks carry over goes into the lockfile at once,
    /// so that the journal of an earlier run has said all that it had to say and a new one can begin.
    /// </summary>
    public async Task StartAsync(Plan plan, CancellationToken cancellationToken)
    {
        await SaveAsync(cancellationToken);
        if (!session.Snapshot.Journal.IsEmpty)
            await session.Journal.ClearAsync(cancellationToken);

        // Only now: replayed over records that have moved, an old journal would bring the old addresses back.
        CarryOver(plan);
        await SaveAsync(cancellationToken);
        if (plan.Actions.Any(a => a.IsChange))
            await session.Journal.OpenAsync(current, cancellationToken);
    }

    private void CarryOver(Plan plan)
    {
        var moved = plan.Actions.Where(a => a.MovedFrom is not null).ToDictionary(a => a.MovedFrom!.Value, a => a.Address);
        if (moved.Count == 0)
            return;
        ResourceAddress Now(ResourceAddress address) => moved.GetValueOrDefault(address, address);
        current = current with
        {
            Resources = current.Resources.ToImmutableSortedDictionary(
                r => Now(r.Key),
                r => r.Value with { Dependencies = [.. r.Value.Dependencies.Select(Now).Order()] }),
        };
    }

    /// <summary>Brings the record of what stays as it is in line with manifest and platform, such as a guard that was set.</summary>
    public void RecordUnchanged(Plan plan)
    {
        lock (gate)
        {
            var resources = current.Resources.ToBuilder();
            foreach (var action in plan.Actions.Where(a => a.Kind == ActionKind.NoOp))
            {
                if (!resources.TryGetValue(action.Address, out var state))
                    continue;
                resources[action.Address] = state with
                {
                    Fields = Seal(action.Address, action.Fields),
                    Attributes = action.Live!.Attributes,
                    Dependencies = action.DependsOn,
                    PreventDestroy = action.PreventDestroy,
                };
            }

            current = current with { Resources = resources.ToImmutable() };
        }
    }

    /// <summary>Records the values of the outputs; one that is not known keeps its former value.</summary>
    public void SetOutputs(Plan plan, AttributeResolver known)
    {
        lock (gate)
        {
            var values = plan.OutputReferences
                .Select(o => (o.Name, Value: known.Find(o.Value) ?? current.Outputs[o.Name]))
                .Concat(plan.KeptOutputs.Select(name => (Name: name, Value: current.Outputs[name])));
            current = current with { Outputs = Value.Map.Of([.. values]) };
        }
    }

    /// <summary>Writes the lockfile a last time and drops the journal unless it still holds an open intent.</summary>
    public async Task<Lockfile> FinishAsync(CancellationToken cancellationToken)
    {
        await finishing.CancelAsync();
        await saving;
        bool settled;
        lock (gate)
        {
            current = current with { Resources = UnmadeReplacements.Without(current.Resources) };
            settled = openIntents.Count == 0;
        }

        await SaveAsync(cancellationToken);
        if (settled)
            await session.Journal.ClearAsync(cancellationToken);
        return saved;
    }

    public async ValueTask DisposeAsync()
    {
        await finishing.CancelAsync();
        await saving;
        finishing.Dispose();
    }

    private void Close(long intent)
    {
        lock (gate)
            openIntents.Remove(intent);
    }

    private void Set(ResourceAddress address, ResourceState? state)
    {
        lock (gate)
        {
            if (state is null)
            {
                current = current with { Resources = current.Resources.Remove(address) };
            }
            else
            {
                current = current with { Resources = current.Resources.SetItem(address, state) };
                owned = owned.Add((address.Kind, state.Id));
            }

            if (saving.IsCompletedSuccessfully)
                saving = SaveInTurnAsync();
        }
    }

    /// <summary>Writes the lockfile beside the run and then rests for as long as keeps its share of the time small.</summary>
    private async Task SaveInTurnAsync()
    {
        await Task.Yield();
        var began = time.GetTimestamp();
        await SaveAsync(CancellationToken.None);
        var took = time.GetElapsedTime(began);
        await Task.Delay(took * SaveShare, time, finishing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        Lockfile next;
        lock (gate)
            next = current;
        if (next.SaysTheSameAs(saved))
            return;
        next = next with { Serial = saved.Serial + 1 };
        await session.SaveAsync(next, cancellationToken);
        saved = next;
    }
}
