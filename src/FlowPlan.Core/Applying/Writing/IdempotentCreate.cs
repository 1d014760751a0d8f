using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// Sends create calls so that none makes two objects. A call without a trustworthy answer is looked up: a single match is the created
/// object, several matches need a decision by a person, and only after no match showed over the whole window is the call sent a second time.
/// </summary>
internal sealed class IdempotentCreate(IResourceProvider provider, ApplyRecorder recorder, CreateResolver resolver, CancellationToken stop)
{
    private const int MaxCalls = 2;

    /// <summary>Creates the object. The returned call is still open: the caller records the object in it.</summary>
    public async Task<(JournaledCall Call, CreatedObject Created)> SendAsync(
        BoundKind kind, JournalIntent intent, CreateRequest request, CancellationToken cancellationToken)
    {
        if (intent.NaturalKey is null)
            throw new DiagnosticException(RecoveryDiagnostics.CannotBeFoundAgain(intent.Address));
        for (var sent = 1; ; sent++)
        {
            var call = await recorder.BeginAsync(intent, cancellationToken);
            ProviderException failure;
            try
            {
                return (call, await kind.CreateAsync(request, cancellationToken));
            }
            catch (ProviderException rejected) when (rejected.Effect != CallEffect.Unknown)
            {
                await call.RejectedAsync(rejected.Diagnostic.Code);
                throw;
            }
            catch (ProviderException unknown)
            {
                failure = unknown;
            }

            // From here until an outcome is recorded the call is open: whatever happens, the next run looks it up before it sends anything.
            await call.UnknownAsync(failure.Diagnostic.Code);
            var matches = await FindAsync(call.Intent, failure, cancellationToken);
            if (matches.Count == 1)
                return (call, new CreatedObject(matches[0].Id, matches[0].Etag));
            if (matches.Count > 1)
                throw new ProviderException(RecoveryDiagnostics.Ambiguous(intent.Address, matches), CallEffect.Unknown, failure);
            if (sent == MaxCalls || stop.IsCancellationRequested)
                throw new ProviderException(RecoveryDiagnostics.OutcomeUnknown(intent.Address, failure.Diagnostic), CallEffect.Unknown, failure);
            await call.RejectedAsync(failure.Diagnostic.Code);
        }
    }

    private async Task<IReadOnlyList<LiveObject>> FindAsync(OpenIntent intent, ProviderException failure, CancellationToken cancellationToken)
    {
        try
        {
            // What was deleted in this run may still show in a list; under the same ID it is the new object that shows.
            Func<string, string, bool> isRecorded = provider.Kind(intent.Call.Address.Kind).Description.IsFoundById ? recorder.Records : recorder.HasRecorded;
            return (await resolver.FindAsync([intent], isRecorded, cancellationToken))[intent.Number];
        }
        catch (ProviderException obstacle)
        {
            throw new ProviderException(
                RecoveryDiagnostics.CannotLookUp(intent.Call.Address, failure.Diagnostic, obstacle.Diagnostic), CallEffect.Unknown, obstacle);
        }
    }
}
