using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Applying;

/// <summary>Carries out one step of a plan. Never throws: a step that fails is reported, and the others go on.</summary>
internal sealed class StepRunner(ObjectWriter writer, ApplyRecorder recorder, ApplyProgress progress, TimeProvider time)
{
    /// <summary>Carries the step out; true when it succeeded.</summary>
    public async Task<bool> RunAsync(ExecutionStep step, CancellationToken abort)
    {
        // The scheduler must not run a step's first, synchronous part on its own loop.
        await Task.Yield();
        var address = step.Action.Address;
        var began = time.GetTimestamp();
        try
        {
            progress.Start(step);
            var (id, note) = step.Kind == StepKind.Destroy
                ? (null, await DestroyAsync(step.Action, abort))
                : (await ApplyAsync(step.Action, abort), (string?)null);
            progress.Complete(step, id, note, time.GetElapsedTime(began));
            return true;
        }
        catch (DiagnosticException failure)
        {
            progress.Fail(
                step,
                failure.Diagnostic with { Address = failure.Diagnostic.Address ?? address },
                failure is ProviderException { Effect: CallEffect.Unknown });
            return false;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            progress.Fail(step, ApplyDiagnostics.Aborted(address), outcomeUnknown: true);
            return false;
        }
#pragma warning disable CA1031 // A bug in one step must not lose the record of the others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            progress.Fail(step, ApplyDiagnostics.Internal(address, fault), outcomeUnknown: true);
            return false;
        }
    }

    /// <returns>A note if the service keeps the object; null otherwise.</returns>
    private async Task<string?> DestroyAsync(PlannedAction action, CancellationToken cancellationToken)
    {
        var id = action.Prior!.Id;
        var recordedUnder = action is { Kind: ActionKind.Replace, CreateBeforeDestroy: true } ? action.Address.Deposed(id) : action.Address;
        return await writer.DeleteAsync(recordedUnder, id, cancellationToken);
    }

    private async Task<string?> ApplyAsync(PlannedAction action, CancellationToken cancellationToken)
    {
        switch (action.Kind)
        {
            case ActionKind.Forget:
                await recorder.RecordAsync(action.Address, null);
                return null;
            case ActionKind.Update or ActionKind.Adopt:
                return await writer.UpdateAsync(action, cancellationToken);
            case ActionKind.Replace when action.CreateBeforeDestroy:
                // From here on the old object is recorded as deposed, so that it is deleted whatever happens next.
                await recorder.RecordAsync(action.Address.Deposed(action.Prior!.Id), action.Prior);
                return await writer.CreateAsync(action, cancellationToken);
            default:
                return await writer.CreateAsync(action, cancellationToken);
        }
    }
}
