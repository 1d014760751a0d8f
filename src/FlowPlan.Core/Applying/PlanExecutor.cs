using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying;

/// <summary>Carries out a plan, recording every object before anything that depends on it is sent.</summary>
/// <param name="provider">The services.</param>
/// <param name="session">The state, held under its lock.</param>
/// <param name="secrets">Compares secrets with their recorded digests.</param>
/// <param name="time">The clock.</param>
/// <param name="observer">Called for each event, from several threads, one at a time.</param>
public sealed class PlanExecutor(
    IResourceProvider provider,
    IStateSession session,
    SecretMatcher secrets,
    TimeProvider time,
    Action<ApplyEvent> observer)
{
    /// <summary>Carries the plan out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="recovered">The lockfile that the plan was made from; a fresh one for the first apply.</param>
    /// <param name="options">How it is carried out.</param>
    /// <param name="stop">Begins nothing new once cancelled; what is in flight is finished and recorded.</param>
    /// <param name="abort">Gives up what is in flight; the journal covers it.</param>
    public async Task<ApplyResult> ExecuteAsync(
        Plan plan, Lockfile recovered, ApplyOptions options, CancellationToken stop, CancellationToken abort)
    {
        var known = AttributeResolver.FromPlan(plan);
        var progress = new ApplyProgress(observer);
        await using var recorder = new ApplyRecorder(session, recovered, time);
        await recorder.StartAsync(plan, abort);
        using var width = new SemaphoreSlim(options.Parallelism);
        var creates = new IdempotentCreate(provider, recorder, new CreateResolver(provider, time, options.Window), stop);
        var writer = new ObjectWriter(
            provider, recorder, creates, known, secrets, plan.Binding.Project, options.ReadBackPause, time, progress.Warn);
        var runner = new StepRunner(writer, recorder, progress, width, time);
        await new StepScheduler(ExecutionGraph.Of(plan), options.Steps).RunAsync(step => runner.RunAsync(step, stop, abort), progress.Skip, stop);

        // The second Ctrl-C does not stop this: the lockfile never says less than the journal.
        recorder.RecordUnchanged(plan);
        recorder.SetOutputs(plan, known);
        var (lockfile, wasEncrypted, saveFailure) = await recorder.FinishAsync();
        var (done, failed, skipped) = progress.Of(plan);
        return new ApplyResult
        {
            Done = done,
            Failed = failed,
            Skipped = skipped,
            Lockfile = lockfile,
            Warnings = progress.Warnings(),
            WasEncrypted = wasEncrypted,
            SaveFailure = saveFailure,
            ReportFailure = progress.ObserverFault is { } fault ? ApplyDiagnostics.NotReported(fault) : null,
            Interrupted = stop.IsCancellationRequested || abort.IsCancellationRequested,
        };
    }
}
