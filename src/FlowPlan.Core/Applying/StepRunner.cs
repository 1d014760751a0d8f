using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Applying;

/// <summary>Carries out one step of a plan. Never throws: a step that fails is reported, and the others go on.</summary>
internal sealed class StepRunner(ObjectWriter writer, ApplyRecorder recorder, ApplyProgress progress, SemaphoreSlim width, TimeProvider time)
{
    /// <summary>Carries the step out; true when it succeeded, and null when the run was stopped and its first call was not sent.</summary>
    public async Task<bool?> RunAsync(ExecutionStep step, CancellationToken stop, CancellationToken abort)
    {
        // The scheduler must not run a step's first, synchronous part on its own loop.
        await Task.Yield();
        var address = step.Action.Address;
        var began = time.GetTimestamp();
        var calls = new StepCalls(width, () =>
        {
            began = time.GetTimestamp();
            progress.Start(step);
        }, stop);
        try
        {
            var (id, note) = step.Kind == StepKind.Destroy
                ? (null, await DestroyAsync(step.Action, calls, abort))
                : (await ApplyAsync(step.Action, calls, abort), (string?)null);
            calls.Begin();
            progress.Complete(step, id, note, time.GetElapsedTime(began));
            return true;
        }
        catch (ProviderException) when (calls.WasStopped)
        {
            return null;
        }
        catch (DiagnosticException failure)
        {
            return Fail(failure.Diagnostic with { Address = failure.Diagnostic.Address ?? address }, failure is ProviderException { Effect: CallEffect.Unknown });
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return Fail(ApplyDiagnostics.Aborted(address), outcomeUnknown: true);
        }
#pragma warning disable CA1031 // A bug in one step must not lose the record of the others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Fail(ApplyDiagnostics.Internal(address, fault), outcomeUnknown: true);
        }

        bool Fail(Diagnostic reason, bool outcomeUnknown)
        {
            calls.Begin();
            progress.Fail(step, reason, outcomeUnknown);
            return false;
        }
    }

    /// <returns>A note if the service keeps the object; null otherwise.</returns>
    private async Task<string?> DestroyAsync(PlannedAction action, StepCalls calls, CancellationToken cancellationToken)
    {
        var id = action.Prior!.Id;
        var recordedUnder = action is { Kind: ActionKind.Replace, CreateBeforeDestroy: true } ? action.Address.Deposed(id) : action.Address;
        return await writer.DeleteAsync(recordedUnder, id, calls, cancellationToken);
    }

    private async Task<string?> ApplyAsync(PlannedAction action, StepCalls calls, CancellationToken cancellationToken)
    {
        switch (action.Kind)
        {
            case ActionKind.Forget:
                await recorder.RecordAsync(action.Address, null);
                return null;
            case ActionKind.Update or ActionKind.Adopt:
                return await writer.UpdateAsync(action, calls, cancellationToken);
            case ActionKind.Replace when action.CreateBeforeDestroy:
                // From here on the old object is recorded as deposed, so that it is deleted whatever happens next.
                await recorder.RecordAsync(action.Address.Deposed(action.Prior!.Id), action.Prior);
                return await writer.CreateAsync(action, calls, cancellationToken);
            default:
                return await writer.CreateAsync(action, calls, cancellationToken);
        }
    }
}
