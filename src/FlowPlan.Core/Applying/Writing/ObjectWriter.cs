using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>Makes, changes and removes one object, recording each call before and after it is sent.</summary>
internal sealed class ObjectWriter(
    IResourceProvider provider,
    ApplyLedger ledger,
    CreateSender creates,
    AttributeResolver known,
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
        var call = new JournalIntent(
            action.Address, OperationKind.Create, kind.NaturalKey(fields), PayloadHash(fields), action.ExistingIds, null)
        { Dependencies = action.DependsOn };
        var (intent, created) = await creates.SendAsync(call, new(action.Address, project, fields), cancellationToken);
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
            await WriteAsync(action, kind, fields, action.Prior?.Fields, live, action.Differences, cancellationToken);
        await SettleAsync(action, kind, fields, live.Id, mayWrite: false, cancellationToken);
        return live.Id;
    }

    /// <summary>Deletes an object and drops its record.</summary>
    public async Task DeleteAsync(ResourceAddress address, string id, CancellationToken cancellationToken)
    {
        var kind = provider.Kind(address.Kind);
        var intent = await ledger.BeginAsync(new(address, OperationKind.Delete, null, string.Empty, [], id), cancellationToken);
        try
        {
            await kind.DeleteAsync(id, cancellationToken);
        }
        catch (ProviderException failure)
        {
            // An answer that did not come may have been to a call that was carried out.
            var gone = failure.Fate == FailureFate.Unknown && await LookAsync(kind, id, cancellationToken) is { Failed: false, Live: null };
            if (!gone)
            {
                await ledger.FailAsync(intent, failure.Fate != FailureFate.Unknown, failure.Diagnostic.Code, cancellationToken);
                throw;
            }
        }

        await ledger.CompleteAsync(intent, address, null, cancellationToken);
    }

    /// <summary>
    /// Reads an object back after a write, sets what its create call could not set, and records it.
    /// An apply that succeeds leaves nothing for the next plan: what the service did not keep is an error here.
    /// </summary>
    private async Task SettleAsync(
        PlannedAction action, BoundKind kind, Value.Map fields, string id, bool mayWrite, CancellationToken cancellationToken)
    {
        var live = await ReadBackAsync(action.Address, kind, id, cancellationToken);
        var differences = Differences(action, kind, fields, live);
        if (differences.Count > 0 && mayWrite)
        {
            await WriteAsync(action, kind, fields, fields, live, differences, cancellationToken);
            live = await ReadBackAsync(action.Address, kind, id, cancellationToken);
            differences = Differences(action, kind, fields, live);
        }

        await ledger.RecordAsync(action.Address, StateOf(action, id, live.Etag, fields, live.Attributes), cancellationToken);
        known.Set(action.Address, live.Attributes);
        if (differences.Count > 0)
            throw new DiagnosticException(ApplyDiagnostics.NotKept(action.Address, id, differences));
    }

    /// <summary>Changes an object. A change that may have been carried out although no answer says so is looked at before it counts as failed.</summary>
    private async Task WriteAsync(
        PlannedAction action,
        BoundKind kind,
        Value.Map fields,
        Value.Map? lastApplied,
        LiveObject live,
        IReadOnlyList<FieldDifference> differences,
        CancellationToken cancellationToken)
    {
        var intent = await ledger.BeginAsync(
            new(action.Address, OperationKind.Update, null, PayloadHash(fields), [], live.Id), cancellationToken);
        var changes = differences.Select(d => new FieldWrite(d.Path, d.Planned is null ? null : known.Resolve(d.Planned))).ToList();

        // Some services take whole values only: what the manifest leaves alone goes in as it is live.
        var kept = new IgnoredFields(action.IgnoreChanges).Keep(fields, live.Fields);
        string? etag;
        try
        {
            etag = (await LostRace.ExplainedAsync(kind, new(action.Address, project, live, kept, changes), cancellationToken)).Etag;
        }
        catch (ProviderException failure)
        {
            // A conflict may be with our own write, of which the answer was lost; where all is as declared there is nothing to fight over.
            if (failure.Fate == FailureFate.NothingHappened
                || (await LookAsync(kind, live.Id, cancellationToken)).Live is not { } now
                || !new ThreeWayDiff(kind, secrets).Compare(action.Address, fields, lastApplied, now.Fields, action.IgnoreChanges).IsEmpty)
            {
                await ledger.FailAsync(intent, failure.Fate != FailureFate.Unknown, failure.Diagnostic.Code, cancellationToken);
                throw;
            }

            etag = now.Etag;
        }

        await ledger.CompleteAsync(intent, action.Address, StateOf(action, live.Id, etag, fields, live.Attributes), cancellationToken);
    }

    /// <summary>Reads an object whose state is in doubt; what keeps it from being read leaves it in doubt.</summary>
    private static async Task<(bool Failed, LiveObject? Live)> LookAsync(BoundKind kind, string id, CancellationToken cancellationToken)
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
