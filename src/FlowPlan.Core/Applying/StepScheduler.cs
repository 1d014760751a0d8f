namespace FlowPlan.Core.Applying;

/// <summary>
/// Runs steps as parallel as their order and the given width allow. A failed step skips the steps that need it, and only those;
/// once stopped, nothing new begins, and the steps in flight are awaited.
/// </summary>
internal sealed class StepScheduler(IReadOnlyList<ExecutionStep> steps, int width)
{
    private readonly HashSet<StepId> ended = [];
    private readonly PriorityQueue<ExecutionStep, int> ready = new();
    private readonly Dictionary<StepId, int> openNeeds = steps.ToDictionary(s => s.Id, s => s.Needs.Length);
    private readonly ILookup<StepId, ExecutionStep> dependents =
        steps.SelectMany(s => s.Needs.Select(n => (Need: n, Step: s))).ToLookup(p => p.Need, p => p.Step);

    /// <summary>Runs the steps. Each ends exactly once: by <paramref name="run"/>, or by <paramref name="skip"/>.</summary>
    /// <param name="run">Carries out a step; true when it succeeded, null when it did not begin because the run was stopped.</param>
    /// <param name="skip">Called for each step that does not begin, with the step that failed; null when the run was stopped.</param>
    /// <param name="stop">Stops beginning new steps.</param>
    public async Task RunAsync(Func<ExecutionStep, Task<bool?>> run, Action<ExecutionStep, ExecutionStep?> skip, CancellationToken stop)
    {
        var running = new Dictionary<Task<bool?>, ExecutionStep>();
        try
        {
            foreach (var step in steps.Where(s => s.Needs.IsEmpty))
                ready.Enqueue(step, step.Order);
            while (true)
            {
                while (running.Count < width && !stop.IsCancellationRequested && ready.TryDequeue(out var next, out _))
                    running.Add(run(next), next);
                if (running.Count == 0)
                    break;
                var finished = await Task.WhenAny(running.Keys);
                running.Remove(finished, out var step);
                if (await finished is { } succeeded)
                    End(step!, succeeded, skip);
            }
        }
        finally
        {
            // Whatever went wrong here, no step may still be running when the caller closes the journal.
            await ((Task)Task.WhenAll(running.Keys)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!stop.IsCancellationRequested && ended.Count < steps.Count)
            throw new InvalidOperationException($"The steps wait for each other: {string.Join(", ", steps.Where(s => !ended.Contains(s.Id)).Select(s => s.Action.Address))}.");
        foreach (var step in steps.Where(s => ended.Add(s.Id)))
            skip(step, null);
    }

    private void End(ExecutionStep step, bool succeeded, Action<ExecutionStep, ExecutionStep?> skip)
    {
        ended.Add(step.Id);
        if (!succeeded)
        {
            SkipDependents(step, skip);
            return;
        }

        foreach (var dependent in dependents[step.Id])
        {
            // What is skipped has a need that never ends well, so that it does not come to zero.
            if (--openNeeds[dependent.Id] == 0)
                ready.Enqueue(dependent, dependent.Order);
        }
    }

    private void SkipDependents(ExecutionStep step, Action<ExecutionStep, ExecutionStep?> skip)
    {
        foreach (var dependent in dependents[step.Id].OrderBy(d => d.Order))
        {
            if (!ended.Add(dependent.Id))
                continue;
            skip(dependent, step);
            SkipDependents(dependent, skip);
        }
    }
}
