using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>
/// How each action of a plan ended so far. Tells the observer, one event at a time; an observer that throws does not disturb the run:
/// its first fault is kept, and reported at the end.
/// </summary>
internal sealed class ApplyProgress(Action<ApplyEvent> observer)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ResourceAddress, ApplyEvent.Completed> completed = [];
    private readonly Dictionary<ResourceAddress, ApplyEvent.Failed> failed = [];
    private readonly Dictionary<ResourceAddress, ApplyEvent.Skipped> skipped = [];

    /// <summary>Warnings about steps that succeeded, in no order.</summary>
    private readonly List<Diagnostic> warnings = [];

    /// <summary>What the observer threw first; null when it never did.</summary>
    public Exception? ObserverFault { get; private set; }

    public void Start(ExecutionStep step)
    {
        lock (gate)
            Notify(new ApplyEvent.Started(step.Action.Address, step.Action.Kind));
    }

    public void Complete(ExecutionStep step, string? id, string? note, TimeSpan elapsed)
    {
        var half = new ApplyEvent.Completed(step.Action.Address, step.Action.Kind, step.Kind, id, elapsed) { Note = note };
        lock (gate)
        {
            // Both halves of a replacement are one action: the new object's ID, and the time of both.
            completed[half.Address] = completed.TryGetValue(half.Address, out var other)
                ? half with { Step = StepKind.Apply, Id = half.Id ?? other.Id, Note = half.Note ?? other.Note, Elapsed = half.Elapsed + other.Elapsed }
                : half;
            Notify(half);
        }
    }

    public void Fail(ExecutionStep step, Diagnostic reason, bool outcomeUnknown)
    {
        var failure = new ApplyEvent.Failed(step.Action.Address, step.Action.Kind, reason, outcomeUnknown);
        lock (gate)
        {
            failed[failure.Address] = failure;
            Notify(failure);
        }
    }

    /// <summary>Records that a step did not begin; of a replacement that is told once.</summary>
    public void Skip(ExecutionStep step, ExecutionStep? because)
    {
        var skip = new ApplyEvent.Skipped(step.Action.Address, step.Action.Kind, because?.Action.Address);
        lock (gate)
        {
            if (skipped.TryAdd(skip.Address, skip))
                Notify(skip);
        }
    }

    /// <summary>Keeps a warning for the end of the run.</summary>
    public void Warn(Diagnostic warning)
    {
        lock (gate)
            warnings.Add(warning);
    }

    /// <summary>The warnings, ordered by address, so that the same run reports them in the same order.</summary>
    public ImmutableArray<Diagnostic> Warnings()
    {
        lock (gate)
            return [.. warnings.OrderBy(w => w.Address)];
    }

    /// <summary>How each action of the plan ended, in the order of the plan. An action that failed is only among the failed ones.</summary>
    public (ImmutableArray<ApplyEvent.Completed> Done, ImmutableArray<ApplyEvent.Failed> Failed, ImmutableArray<ApplyEvent.Skipped> Skipped) Of(Plan plan)
    {
        lock (gate)
        {
            return (
                InOrder(plan, completed, a => !failed.ContainsKey(a) && !skipped.ContainsKey(a)),
                InOrder(plan, failed, _ => true),
                InOrder(plan, skipped, a => !failed.ContainsKey(a)));
        }
    }

    private void Notify(ApplyEvent happened)
    {
        try
        {
            observer(happened);
        }
#pragma warning disable CA1031 // Objects are made and recorded whether or not anybody can be told.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ObserverFault ??= fault;
        }
    }

    private static ImmutableArray<T> InOrder<T>(Plan plan, Dictionary<ResourceAddress, T> ends, Func<ResourceAddress, bool> counts) =>
        [.. plan.Actions.Where(a => counts(a.Address) && ends.ContainsKey(a.Address)).Select(a => ends[a.Address])];
}
