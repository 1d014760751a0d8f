using System.Collections.Concurrent;
using System.Collections.Immutable;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>How an apply is carried out.</summary>
/// <param name="Parallelism">How many steps may be in flight at once; at least 1.</param>
public sealed record ApplyOptions(int Parallelism)
{
    /// <summary>How long an object must not show before its absence counts.</summary>
    public AbsenceWindow Window { get; init; } = AbsenceWindow.Default;
}

/// <summary>Carries out a plan call for call, recording every object before anything that depends on it is sent.</summary>
/// <param name="provider">The services.</param>
/// <param name="session">The state, held under its lock.</param>
/// <param name="secrets">Compares secrets with their recorded digests.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">Told of each event, from several threads, one at a time.</param>
public sealed class PlanExecutor(
    IResourceProvider provider,
    IStateSession session,
    SecretMatcher secrets,
    TimeProvider time,
    Action<ApplyEvent> observer)
{
    private readonly Lock gate = new();

    /// <summary>Carries the plan out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="recovered">The lockfile that the plan was made from; a fresh one for the first apply.</param>
    /// <param name="options">The width.</param>
    /// <param name="stop">Begins nothing new once cancelled; what is in flight is finished and recorded.</param>
    /// <param name="abort">Gives up what is in flight; the journal covers it.</param>
    public async Task<ApplyResult> ExecuteAsync(
        Plan plan, Lockfile recovered, ApplyOptions options, CancellationToken stop, CancellationToken abort)
    {
        var known = AttributeResolver.FromPlan(plan);
        await using var ledger = new ApplyLedger(session, recovered, time);
        await ledger.StartAsync(plan, abort);
        var creates = new CreateSender(provider, ledger, new FateOfCreate(provider, time, options.Window), stop);
        var writer = new ObjectWriter(provider, ledger, creates, known, secrets, plan.Binding.Project, time);
        var done = new ConcurrentDictionary<ResourceAddress, ApplyEvent.Completed>();
        var failed = new ConcurrentDictionary<ResourceAddress, ApplyEvent.Failed>();
        var skipped = new ConcurrentDictionary<ResourceAddress, ApplyEvent.Skipped>();

        await new StepScheduler(ExecutionGraph.Of(plan), options.Parallelism).RunAsync(
            step => RunStepAsync(step, writer, ledger, done, failed, abort),
            (step, cause) =>
            {
                var skip = new ApplyEvent.Skipped(step.Action.Address, step.Action.Kind, cause?.Action.Address);
                if (skipped.TryAdd(step.Action.Address, skip))
                    Tell(skip);
            },
            stop);

        // What the user stopped hard is still saved: the lockfile never says less than the journal.
        ledger.RecordUnchanged(plan);
        ledger.SetOutputs(plan, known);
        var lockfile = await ledger.FinishAsync(CancellationToken.None);
        return new ApplyResult
        {
            Done = InPlanOrder(plan, done, a => !failed.ContainsKey(a) && !skipped.ContainsKey(a)),
            Failed = InPlanOrder(plan, failed, _ => true),
            Skipped = InPlanOrder(plan, skipped, a => !failed.ContainsKey(a)),
            Lockfile = lockfile,
            Interrupted = stop.IsCancellationRequested || abort.IsCancellationRequested,
        };
    }

    private async Task<bool> RunStepAsync(
        ExecutionStep step,
        ObjectWriter writer,
        ApplyLedger ledger,
        ConcurrentDictionary<ResourceAddress, ApplyEvent.Completed> done,
        ConcurrentDictionary<ResourceAddress, ApplyEvent.Failed> failed,
        CancellationToken abort)
    {
        // The scheduler must not run a step's first, synchronous part on its own loop.
        await Task.Yield();
        var action = step.Action;
        var began = time.GetTimestamp();
        try
        {
            Tell(new ApplyEvent.Started(action.Address, action.Kind));
            var id = await CarryOutAsync(step, writer, ledger, abort);
            var completed = new ApplyEvent.Completed(action.Address, action.Kind, id, time.GetElapsedTime(began));
            done[action.Address] = completed;
            Tell(completed);
            return true;
        }
        catch (DiagnosticException failure)
        {
            Fail(failure.Diagnostic with { Address = failure.Diagnostic.Address ?? action.Address }, failure is ProviderException { Fate: FailureFate.Unknown });
            return false;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            Fail(ApplyDiagnostics.Aborted(action.Address), unknown: true);
            return false;
        }
#pragma warning disable CA1031 // A fault of ours in one step must not lose the record of the others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(ApplyDiagnostics.Internal(action.Address, fault), unknown: true);
            return false;
        }

        void Fail(Diagnostic reason, bool unknown)
        {
            var failure = new ApplyEvent.Failed(action.Address, action.Kind, reason, unknown);
            failed[action.Address] = failure;
            Tell(failure);
        }
    }

    private static async Task<string?> CarryOutAsync(ExecutionStep step, ObjectWriter writer, ApplyLedger ledger, CancellationToken cancellationToken)
    {
        var action = step.Action;
        if (step.Removes)
        {
            var recordedUnder = action is { Kind: ActionKind.Replace, CreateBeforeDestroy: true }
                ? SupersededAddress.Of(action.Address, action.Prior!.Id)
                : action.Address;
            await writer.DeleteAsync(recordedUnder, action.Prior!.Id, cancellationToken);
            return null;
        }

        switch (action.Kind)
        {
            case ActionKind.Forget:
                await ledger.RecordAsync(action.Address, null, cancellationToken);
                return null;
            case ActionKind.Update or ActionKind.Adopt:
                return await writer.UpdateAsync(action, cancellationToken);
            case ActionKind.Replace when action.CreateBeforeDestroy:
                // From here on the old object is on record under its own address, so that it is deleted whatever happens next.
                await ledger.RecordAsync(SupersededAddress.Of(action.Address, action.Prior!.Id), action.Prior, cancellationToken);
                return await writer.CreateAsync(action, cancellationToken);
            default:
                return await writer.CreateAsync(action, cancellationToken);
        }
    }

    private void Tell(ApplyEvent happened)
    {
        lock (gate)
            observer(happened);
    }

    private static ImmutableArray<T> InPlanOrder<T>(
        Plan plan, ConcurrentDictionary<ResourceAddress, T> ends, Func<ResourceAddress, bool> counts) =>
        [.. plan.Actions.Where(a => counts(a.Address) && ends.ContainsKey(a.Address)).Select(a => ends[a.Address])];
}
