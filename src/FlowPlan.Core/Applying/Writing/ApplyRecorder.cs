using System.Collections.Immutable;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// Records an apply: each intent and outcome is durable in the journal before anything that depends on it is sent,
/// and the lockfile is saved in the background while objects are made.
/// </summary>
internal sealed class ApplyRecorder : IAsyncDisposable
{
    private readonly IStateSession session;
    private readonly SecretHasher hasher;
    private readonly BackgroundSaver saver;
    private readonly Lock gate = new();
    private readonly HashSet<long> openIntents = [];
    private Lockfile current;
    private ImmutableHashSet<(string Kind, string Id)> recordedEver;

    public ApplyRecorder(IStateSession session, Lockfile recovered, TimeProvider time)
    {
        this.session = session;
        current = recovered;
        hasher = new SecretHasher(recovered.Lineage);
        recordedEver = [.. recovered.Resources.Select(r => (r.Key.Kind, r.Value.Id))];
        saver = new BackgroundSaver(session, session.Snapshot.Lockfile ?? recovered with { Resources = recovered.Resources.Clear() }, time, () => Current);
    }

    private Lockfile Current
    {
        get
        {
            lock (gate)
                return current;
        }
    }

    /// <summary>The fields with every secret replaced by its digest.</summary>
    public Value.Map HashSecrets(ResourceAddress address, Value.Map fields) => hasher.HashSecrets(address, fields);

    /// <summary>Whether an object is, or was at any time in this run, recorded under any address.</summary>
    public bool HasRecorded(string kind, string id)
    {
        lock (gate)
            return recordedEver.Contains((kind, id));
    }

    /// <summary>Whether an object is recorded under any address now.</summary>
    public bool Records(string kind, string id) => Current.Resources.Any(r => r.Key.Kind == kind && r.Value.Id == id);

    /// <summary>Makes an intent durable before its call is sent. It is open until an outcome is durable, whatever happens in between.</summary>
    public async Task<JournaledCall> BeginAsync(JournalIntent call, CancellationToken cancellationToken)
    {
        var number = await session.Journal.BeginAsync(call, cancellationToken);
        lock (gate)
            openIntents.Add(number);
        return new JournaledCall(this, new OpenIntent(number, call));
    }

    /// <summary>Makes the outcome of a call durable; null for an object that is gone.</summary>
    public async Task CompleteAsync(OpenIntent intent, ResourceState? state)
    {
        await session.Journal.CompleteAsync(intent.Number, intent.Call.Address, state);
        Close(intent.Number);
        Set(intent.Call.Address, state);
    }

    /// <summary>Makes it durable that a call changed nothing.</summary>
    public async Task RejectAsync(long intent, string code)
    {
        await session.Journal.FailAsync(intent, nothingHappened: true, code);
        Close(intent);
    }

    /// <summary>Makes it durable that the outcome of a call is unknown. Its intent stays open for the next run.</summary>
    public Task LeaveOpenAsync(long intent, string code) => session.Journal.FailAsync(intent, nothingHappened: false, code);

    /// <summary>Makes a record without a call durable; null drops it.</summary>
    public async Task RecordAsync(ResourceAddress address, ResourceState? state)
    {
        await session.Journal.RecordAsync(address, state);
        Set(address, state);
    }

    /// <summary>Records what was read of an object, without waiting until that is durable: the next run can read it again.</summary>
    public void Note(ResourceAddress address, ResourceState state)
    {
        session.Journal.Note(address, state);
        Set(address, state);
    }

    /// <summary>
    /// Begins the record of a run: what recovery found and what <c>moved</c> blocks rename goes into the lockfile at once,
    /// so that the journal of an earlier run can be removed and a new one can begin.
    /// </summary>
    public async Task StartAsync(Plan plan, CancellationToken cancellationToken)
    {
        await saver.SaveNowAsync(cancellationToken);
        if (!session.Snapshot.Journal.IsEmpty)
            await session.Journal.ClearAsync();

        // Only now: replayed over renamed records, an old journal would bring the old addresses back.
        Rename(plan);
        await saver.SaveNowAsync(cancellationToken);
        if (plan.Actions.Any(a => a.IsChange))
            await session.Journal.OpenAsync(current);
    }

    /// <summary>Updates the record of what does not change on the platform, such as protection that was added or removed.</summary>
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
                    Fields = HashSecrets(action.Address, action.Fields),
                    Attributes = action.Live!.Attributes,
                    Dependencies = action.DependsOn,
                    PreventDestroy = action.PreventDestroy,
                };
            }

            current = current with { Resources = resources.ToImmutable() };
        }
    }

    /// <summary>
    /// Records the values of the outputs: the known attribute, else the value that the plan shows, such as that of an object that is in the
    /// state but not in the plan. An output with neither keeps its former value.
    /// </summary>
    public void SetOutputs(Plan plan, AttributeResolver known)
    {
        var planned = plan.Outputs.Where(o => o.After is not (null or Value.Reference)).ToDictionary(o => o.Name, o => o.After, StringComparer.Ordinal);
        lock (gate)
        {
            var values = plan.OutputReferences
                .Select(o => (o.Name, Value: known.Find(o.Value) ?? planned.GetValueOrDefault(o.Name) ?? current.Outputs[o.Name]))
                .Concat(plan.KeptOutputs.Select(name => (Name: name, Value: current.Outputs[name])));
            current = current with { Outputs = Value.Map.Of([.. values]) };
        }
    }

    /// <summary>
    /// Saves the lockfile a last time, whatever became of earlier saves, and removes the journal unless it has an open intent. Where nothing
    /// changed, it is saved only to encrypt it. What cannot be written is returned, not thrown: the caller still has a result to report.
    /// </summary>
    public async Task<(Lockfile Lockfile, bool WasEncrypted, Diagnostic? Failure)> FinishAsync()
    {
        await saver.StopAsync();
        bool settled;
        lock (gate)
        {
            current = current with { Resources = UnstartedReplacements.Remove(current.Resources) };
            settled = openIntents.Count == 0;
        }

        try
        {
            await saver.SaveNowAsync(CancellationToken.None);
            var encrypts = session.NeedsEncryption && !saver.HasSaved;
            if (encrypts)
                await saver.SaveAgainAsync(CancellationToken.None);
            if (settled)
                await session.Journal.ClearAsync();
            return (saver.Saved, encrypts, null);
        }
        catch (DiagnosticException failure)
        {
            return (Current, false, failure.Diagnostic);
        }
#pragma warning disable CA1031 // A bug while saving must not hide what was done: the journal has all of it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return (Current, false, ApplyDiagnostics.NotSaved(fault));
        }
    }

    public ValueTask DisposeAsync() => saver.DisposeAsync();

    private void Rename(Plan plan)
    {
        var moved = plan.Actions.Where(a => a.MovedFrom is not null).ToDictionary(a => a.MovedFrom!.Value, a => a.Address);
        if (moved.Count == 0)
            return;
        ResourceAddress Now(ResourceAddress address) => moved.GetValueOrDefault(address, address);
        lock (gate)
        {
            current = current with
            {
                Resources = current.Resources.ToImmutableSortedDictionary(
                    r => Now(r.Key),
                    r => r.Value with { Dependencies = [.. r.Value.Dependencies.Select(Now).Order()] }),
            };
        }
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
                recordedEver = recordedEver.Add((address.Kind, state.Id));
            }
        }

        saver.Request();
    }
}
