using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>Creates, updates and deletes one object, recording each call before and after it is sent.</summary>
internal sealed class ObjectWriter(
    IResourceProvider provider,
    ApplyRecorder recorder,
    IdempotentCreate creates,
    AttributeResolver known,
    SecretMatcher secrets,
    string project,
    TimeSpan readBackPause,
    TimeProvider time,
    Action<Diagnostic> warn)
{
    /// <summary>How often an object just written is read until it shows.</summary>
    private const int ReadBackTries = 5;

    /// <summary>Creates the object of an action and reads it back.</summary>
    public async Task<string> CreateAsync(PlannedAction action, StepCalls calls, CancellationToken cancellationToken)
    {
        var kind = calls.Of(provider.Kind(action.Address.Kind));
        var fields = kind.Canonicalize(known.Resolve(action.Fields));
        var intent = JournalIntent.Create(action.Address, kind.CreateKey(fields), action.ExistingIds, action.DependsOn);
        var (call, created) = await creates.SendAsync(kind, intent, new(action.Address, project, fields), cancellationToken);
        await call.SucceededAsync(StateOf(action, created.Id, created.Etag, fields, Value.Map.Of(("id", Value.Of(created.Id)))));
        await ReadBackAndRecordAsync(action, kind, fields, created.Id, mayWrite: true, cancellationToken);
        return created.Id;
    }

    /// <summary>Updates an object in place, or imports it as it is when nothing differs.</summary>
    public async Task<string> UpdateAsync(PlannedAction action, StepCalls calls, CancellationToken cancellationToken)
    {
        var kind = calls.Of(provider.Kind(action.Address.Kind));
        var fields = kind.Canonicalize(known.Resolve(action.Fields));
        var live = action.Live!;
        if (!action.Differences.IsEmpty)
            await WriteAsync(action, kind, fields, action.Prior?.Fields, live, action.Differences, cancellationToken);
        await ReadBackAndRecordAsync(action, kind, fields, live.Id, mayWrite: false, cancellationToken);
        return live.Id;
    }

    /// <summary>Deletes an object and removes it from the lockfile.</summary>
    /// <returns>A note if the service keeps the object; null otherwise.</returns>
    public async Task<string?> DeleteAsync(ResourceAddress address, string id, StepCalls calls, CancellationToken cancellationToken)
    {
        var kind = calls.Of(provider.Kind(address.Kind));
        var call = await recorder.BeginAsync(JournalIntent.Delete(address, id), cancellationToken);
        string? retained = null;
        try
        {
            retained = (await kind.DeleteAsync(id, cancellationToken)).RetainedReason;
        }
        catch (ProviderException failure)
        {
            // A call without an answer may have been carried out.
            var gone = failure.Effect == CallEffect.Unknown && await TryReadAsync(kind, id, cancellationToken) is { Failed: false, Live: null };
            if (!gone)
            {
                await RecordFailureAsync(call, failure);
                throw;
            }
        }

        await call.SucceededAsync(null);
        return retained is null ? null : $"{id} remains on the platform: {retained}";
    }

    /// <summary>
    /// Reads an object back after a write, sets the fields that its create call could not set, and records it.
    /// After a successful apply the next plan is empty: a field that the service did not keep is an error here.
    /// </summary>
    private async Task ReadBackAndRecordAsync(
        PlannedAction action, BoundKind kind, Value.Map fields, string id, bool mayWrite, CancellationToken cancellationToken)
    {
        var live = await ReadBackAsync(action.Address, kind, id, cancellationToken);
        var differences = Differences(action, kind, fields, live);
        var unset = mayWrite ? differences.Where(d => d.Effect == FieldChangeEffect.Update).ToList() : [];
        if (unset.Count > 0)
        {
            await WriteAsync(action, kind, fields, fields, live, unset, cancellationToken);
            live = await ReadBackAsync(action.Address, kind, id, cancellationToken);
            differences = Differences(action, kind, fields, live);
        }

        var fixedFields = differences.Where(d => d.Effect != FieldChangeEffect.Update).ToList();
        var state = StateOf(action, id, live.Etag, fields, live.Attributes) with
        {
            NotKept = Value.Map.Of(fixedFields.Select(d => KeyValuePair.Create(d.Path.ToString(), d.Live ?? Value.NullValue))),
        };
        known.Set(action.Address, live.Attributes);

        // What an earlier apply reported, the plan has shown as a warning.
        var unexpected = action.Prior is { } prior && prior.Id == id ? differences.Where(d => !d.WasNotKept(prior)).ToList() : differences;
        if (unexpected.Count == 0)
        {
            recorder.Note(action.Address, state);
            return;
        }

        await recorder.RecordAsync(action.Address, state);
        throw new DiagnosticException(!mayWrite && unexpected.TrueForAll(d => !WasWritten(action, d))
            ? ApplyDiagnostics.ChangedDuringUpdate(action.Address, live, unexpected)
            : ApplyDiagnostics.NotKept(action.Address, id, unexpected));
    }

    /// <summary>Updates an object. An update without an answer may have been carried out: the object is read before the update counts as failed.</summary>
    private async Task WriteAsync(
        PlannedAction action,
        BoundKind kind,
        Value.Map fields,
        Value.Map? lastApplied,
        LiveObject live,
        IReadOnlyList<FieldDifference> differences,
        CancellationToken cancellationToken)
    {
        var call = await recorder.BeginAsync(JournalIntent.Update(action.Address, live.Id), cancellationToken);
        var changes = differences.Select(d => new FieldWrite(d.Path, d.Planned is null ? null : known.Resolve(d.Planned))).ToList();

        // Some services accept only whole objects: fields that the manifest ignores are sent with their live values.
        var kept = new IgnoredFields(action.IgnoreChanges).Keep(fields, live.Fields);
        string? etag;
        try
        {
            var request = new UpdateRequest(action.Address, project, live, kept, changes);
            var updated = await ConflictExplainer.UpdateAsync(kind, request, cancellationToken);
            etag = updated.Etag;
            if (updated.Overwritten is { } other)
                warn(ApplyDiagnostics.ChangeOverwritten(request, other));
        }
        catch (ProviderException failure)
        {
            // The conflict may be with our own update whose response was lost: if every field is as declared, no update is needed.
            if (failure.Effect == CallEffect.None
                || (await TryReadAsync(kind, live.Id, cancellationToken)).Live is not { } now
                || !new ThreeWayDiff(kind, secrets).Compare(action.Address, fields, lastApplied, now.Fields, action.IgnoreChanges).IsEmpty)
            {
                await RecordFailureAsync(call, failure);
                throw;
            }

            etag = now.Etag;
        }

        await call.SucceededAsync(StateOf(action, live.Id, etag, fields, live.Attributes));
    }

    /// <summary>Whether the update wrote the field. One that it did not write, and that was as declared before, somebody else has changed.</summary>
    private static bool WasWritten(PlannedAction action, FieldDifference found) =>
        action.Differences.Any(d => d.Path.IsAtOrBelow(found.Path) || found.Path.IsAtOrBelow(d.Path));

    private static Task RecordFailureAsync(JournaledCall call, ProviderException failure) => failure.Effect == CallEffect.Unknown
        ? call.UnknownAsync(failure.Diagnostic.Code)
        : call.RejectedAsync(failure.Diagnostic.Code);

    /// <summary>Reads an object after a call whose outcome is unknown; if that fails too, the outcome stays unknown.</summary>
    private static async Task<(bool Failed, LiveObject? Live)> TryReadAsync(BoundKind kind, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (false, await kind.ReadAsync(id, cancellationToken));
        }
        catch (ProviderException)
        {
            return (true, null);
        }
    }

    private List<FieldDifference> Differences(PlannedAction action, BoundKind kind, Value.Map fields, LiveObject live) =>
        [.. new ThreeWayDiff(kind, secrets).Compare(action.Address, fields, fields, live.Fields, action.IgnoreChanges)];

    private async Task<LiveObject> ReadBackAsync(ResourceAddress address, BoundKind kind, string id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await kind.ReadAsync(id, cancellationToken) is { } live)
                return live;
            if (attempt == ReadBackTries)
                throw new DiagnosticException(ApplyDiagnostics.CannotReadBack(address, id));
            await Task.Delay(readBackPause * attempt, time, cancellationToken);
        }
    }

    private ResourceState StateOf(PlannedAction action, string id, string? etag, Value.Map fields, Value.Map attributes) => new()
    {
        Id = id,
        Etag = etag,
        Fields = recorder.HashSecrets(action.Address, fields),
        Attributes = attributes,
        Dependencies = action.DependsOn,
        PreventDestroy = action.PreventDestroy,
        NotKept = action.Prior is { } prior && prior.Id == id ? prior.NotKept : Value.Map.Empty,
    };
}
