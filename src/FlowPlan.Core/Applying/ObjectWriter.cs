using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>Makes, changes and removes one object, recording each call before and after it is sent.</summary>
internal sealed class ObjectWriter(
    IResourceProvider provider,
    ApplyLedger ledger,
    KnownAttributes known,
    SecretMatcher secrets,
    string project,
    TimeProvider time)
{
    /// <summary>How often an object just written is asked for until it shows.</summary>
    private const int ReadBackTries = 5;

    private static readonly TimeSpan ReadBackPause = TimeSpan.FromMilliseconds(400);

    /// <summary>Creates the object of an action and reads it back.</summary>
    public async Task<string> CreateAsync(PlannedAction action, CancellationToken cancellationToken)
    {
        var kind = provider.Kind(action.Address.Kind);
        var fields = kind.Canonicalize(known.Resolve(action.Fields));
        var naturalKey = kind.NaturalKey(fields);
        var intent = await ledger.BeginAsync(
            new(action.Address, OperationKind.Create, naturalKey, PayloadHash(fields), action.ExistingIds, null),
            cancellationToken);
        var created = await SendCreateAsync(action, kind, fields, naturalKey, intent, cancellationToken);
        var state = StateOf(action, created.Id, created.Etag, fields, Value.Map.Of(("id", Value.Of(created.Id))));
        await ledger.CompleteAsync(intent, action.Address, state, cancellationToken);
        await SettleAsync(action, kind, fields, created.Id, mayWrite: true, cancellationToken);
        return created.Id;
    }

    /// <summary>Changes an object in place, or takes it over as it is when nothing differs.</summary>
    public async Task<string> UpdateAsync(PlannedAction action, CancellationToken cancellationToken)
    {
        var kind = provider.Kind(action.Address.Kind);
        var fields = kind.Canonicalize(known.Resolve(action.Fields));
        var live = action.Live!;
        if (!action.Differences.IsEmpty)
            await WriteAsync(action, kind, fields, live, action.Differences, cancellationToken);
        await SettleAsync(action, kind, fields, live.Id, mayWrite: false, cancellationToken);
        return live.Id;
    }

    /// <summary>Deletes an object and drops its record.</summary>
    public async Task DeleteAsync(ResourceAddress address, string id, CancellationToken cancellationToken)
    {
        var kind = provider.Kind(address.Kind);
        var intent = await ledger.BeginAsync(new(address, OperationKind.Delete, null, string.Empty, [], id), cancellationToken);
        await GuardedAsync(intent, () => kind.DeleteAsync(id, cancellationToken), cancellationToken);
        await ledger.CompleteAsync(intent, address, null, cancellationToken);
    }

    private async Task<CreatedObject> SendCreateAsync(
        PlannedAction action, IResourceKind kind, Value.Map fields, string? naturalKey, long intent, CancellationToken cancellationToken)
    {
        try
        {
            return await kind.CreateAsync(new(action.Address, project, fields), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopped hard: the intent stays open in the journal, and the next run looks for what came of it.
            ledger.LeaveOpen();
            throw;
        }
        catch (ProviderException failure) when (failure.Fate == FailureFate.Unknown)
        {
            // The call may have been carried out: what it made is looked for, and nothing is sent again.
            var alike = await FateOfCreate.FindAsync(kind, naturalKey, action.ExistingIds, ledger.Owns, cancellationToken);
            if (alike.Count == 1)
                return new CreatedObject(alike[0].Id, alike[0].Etag);

            // The intent stays open in the journal: the next run looks again before it sends anything.
            await ledger.FailAsync(intent, nothingHappened: false, failure.Diagnostic.Code, cancellationToken);
            throw new ProviderException(
                alike.Count == 0
                    ? ApplyDiagnostics.FateUnknown(action.Address, failure.Diagnostic)
                    : ApplyDiagnostics.FateAmbiguous(action.Address, alike),
                FailureFate.Unknown,
                failure);
        }
        catch (ProviderException failure)
        {
            await ledger.FailAsync(intent, nothingHappened: true, failure.Diagnostic.Code, cancellationToken);
            throw;
        }
    }

    /// <summary>
    /// Reads an object back after a write, sets what its create call could not set, and records it.
    /// An apply that succeeds leaves nothing for the next plan: what the service did not keep is an error here.
    /// </summary>
    private async Task SettleAsync(
        PlannedAction action, IResourceKind kind, Value.Map fields, string id, bool mayWrite, CancellationToken cancellationToken)
    {
        var live = await ReadBackAsync(action.Address, kind, id, cancellationToken);
        var differences = Differences(action, kind, fields, live);
        if (differences.Count > 0 && mayWrite)
        {
            await WriteAsync(action, kind, fields, live, differences, cancellationToken);
            live = await ReadBackAsync(action.Address, kind, id, cancellationToken);
            differences = Differences(action, kind, fields, live);
        }

        await ledger.RecordAsync(action.Address, StateOf(action, id, live.Etag, fields, live.Attributes), cancellationToken);
        known.Set(action.Address, live.Attributes);
        if (differences.Count > 0)
            throw new DiagnosticException(ApplyDiagnostics.NotKept(action.Address, id, differences));
    }

    private async Task WriteAsync(
        PlannedAction action,
        IResourceKind kind,
        Value.Map fields,
        LiveObject live,
        IReadOnlyList<FieldDifference> differences,
        CancellationToken cancellationToken)
    {
        var intent = await ledger.BeginAsync(
            new(action.Address, OperationKind.Update, null, PayloadHash(fields), [], live.Id), cancellationToken);
        var changes = differences.Select(d => new FieldWrite(d.Path, d.Planned is null ? null : known.Resolve(d.Planned))).ToList();
        UpdatedObject? updated = null;
        await GuardedAsync(
            intent,
            async () => updated = await kind.UpdateAsync(new(action.Address, project, live, fields, changes), cancellationToken),
            cancellationToken);
        await ledger.CompleteAsync(
            intent, action.Address, StateOf(action, live.Id, updated!.Etag, fields, live.Attributes), cancellationToken);
    }

    private async Task GuardedAsync(long intent, Func<Task> call, CancellationToken cancellationToken)
    {
        try
        {
            await call();
        }
        catch (ProviderException failure)
        {
            await ledger.FailAsync(intent, failure.Fate != FailureFate.Unknown, failure.Diagnostic.Code, cancellationToken);
            throw;
        }
    }

    private List<FieldDifference> Differences(PlannedAction action, IResourceKind kind, Value.Map fields, LiveObject live) =>
        [.. new ThreeWayDiff(kind, secrets).Compare(action.Address, fields, fields, live.Fields, action.IgnoreChanges)];

    private async Task<LiveObject> ReadBackAsync(ResourceAddress address, IResourceKind kind, string id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await kind.ReadAsync(id, cancellationToken) is { } live)
                return live;
            if (attempt == ReadBackTries)
                throw new DiagnosticException(ApplyDiagnostics.Vanished(address, id));
            await Task.Delay(ReadBackPause * attempt, time, cancellationToken);
        }
    }

    private ResourceState StateOf(PlannedAction action, string id, string? etag, Value.Map fields, Value.Map attributes) => new()
    {
        Id = id,
        Etag = etag,
        Fields = ledger.Seal(action.Address, fields),
        Attributes = attributes,
        Dependencies = action.DependsOn,
        PreventDestroy = action.PreventDestroy,
    };

    private static string PayloadHash(Value.Map fields) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ValueJson.ToJson(ManifestHash.WithoutSecrets(fields)))));
}
