using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// Sends create calls. One to which no trustworthy answer came is looked up: one object is what it made, several are a
/// question for people, and only where none showed over the whole window is the call sent a second time.
/// </summary>
internal sealed class CreateSender(IResourceProvider provider, ApplyLedger ledger, FateOfCreate fate, CancellationToken stop)
{
    private const int MostCalls = 2;

    /// <summary>Makes the object. The intent that is returned is still open: its outcome is for the caller to record.</summary>
    public async Task<(long Intent, CreatedObject Created)> SendAsync(
        JournalIntent call, CreateRequest request, CancellationToken cancellationToken)
    {
        if (call.NaturalKey is null)
            throw new DiagnosticException(FateDiagnostics.CannotBeFoundAgain(call.Address));
        var kind = provider.Kind(call.Address.Kind);
        for (var sent = 1; ; sent++)
        {
            var intent = await ledger.BeginAsync(call, cancellationToken);
            ProviderException failure;
            try
            {
                return (intent, await kind.CreateAsync(request, cancellationToken));
            }
            catch (ProviderException refused) when (refused.Fate != FailureFate.Unknown)
            {
                await ledger.FailAsync(intent, nothingHappened: true, refused.Diagnostic.Code, cancellationToken);
                throw;
            }
            catch (ProviderException unknown)
            {
                failure = unknown;
            }

            // From here to an outcome the intent is open: whatever happens, the next run looks before it sends anything.
            await ledger.FailAsync(intent, nothingHappened: false, failure.Diagnostic.Code, cancellationToken);
            var alike = await LookUpAsync(call, failure, cancellationToken);
            if (alike.Count == 1)
                return (intent, new CreatedObject(alike[0].Id, alike[0].Etag));
            if (alike.Count > 1)
                throw new ProviderException(ApplyDiagnostics.FateAmbiguous(call.Address, alike), FailureFate.Unknown, failure);
            if (sent == MostCalls || stop.IsCancellationRequested)
                throw new ProviderException(ApplyDiagnostics.FateUnknown(call.Address, failure.Diagnostic), FailureFate.Unknown, failure);
            await ledger.FailAsync(intent, nothingHappened: true, failure.Diagnostic.Code, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<LiveObject>> LookUpAsync(JournalIntent call, ProviderException failure, CancellationToken cancellationToken)
    {
        try
        {
            return (await fate.FindAsync([call], ledger.Owns, cancellationToken))[call];
        }
        catch (ProviderException obstacle)
        {
            throw new ProviderException(
                FateDiagnostics.CannotLook(call.Address, failure.Diagnostic, obstacle.Diagnostic), FailureFate.Unknown, obstacle);
        }
    }
}
