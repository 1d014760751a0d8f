namespace FlowPlan.Core.Applying;

/// <summary>How a step ended.</summary>
internal enum StepEnd
{
    Done,
    Failed,
    Skipped,
}

/// <summary>
/// Walks the steps as wide as their order and the given width allow. A step that fails skips what needs it, and only that;
/// once stopped, nothing new begins and what is in flight is waited for.
/// </summary>
internal sealed class StepScheduler(IReadOnlyList<ExecutionStep> steps, int width)
{
    private readonly Dictionary<ExecutionStep, StepEnd> ended = [];
    private readonly PriorityQueue<ExecutionStep, int> ready = new();
    private readonly Dictionary<ExecutionStep, int> open = steps.ToDictionary(s => s, s => s.Needs.Count);
    private readonly ILookup<ExecutionStep, ExecutionStep> dependents =
        steps.SelectMany(s => s.Needs.Select(n => (Need: n, Step: s))).ToLookup(p => p.Need, p => p.Step);

    /// <summary>Runs the steps. Each ends exactly once: by <paramref name="run"/>, or by <paramref name="skip"/> with the step because of which it was not begun.</summary>
    /// <param name="run">Carries a step out; true when it was done. Must not throw.</param>
    /// <param name="skip">Told of each step not begun; the cause is null when the run was stopped.</param>
    /// <param name="stop">Stops beginning new steps.</param>
    public async Task RunAsync(Func<ExecutionStep, Task<bool>> run, Action<ExecutionStep, ExecutionStep?> skip, CancellationToken stop)
    {
        foreach (var step in steps.Where(s => s.Needs.Count == 0))
            ready.Enqueue(step, step.Order);
        var running = new Dictionary<Task<bool>, ExecutionStep>();
        while (true)
        {
            while (running.Count < width && !stop.IsCancellationRequested && ready.TryDequeue(out var next, out _))
                running.Add(run(next), next);
            if (running.Count == 0)
                break;
            var finished = await Task.WhenAny(running.Keys);
            running.Remove(finished, out var step);
            End(step!, await finished ? StepEnd.Done : StepEnd.Failed, skip);
        }

        if (!stop.IsCancellationRequested && ended.Count < steps.Count)
            throw new InvalidOperationException($"The steps wait for each other: {string.Join(", ", steps.Where(s => !ended.ContainsKey(s)).Select(s => s.Action.Address))}.");
        foreach (var step in steps.Where(s => !ended.ContainsKey(s)))
        {
            ended[step] = StepEnd.Skipped;
            skip(step, null);
        }
    }

    private void End(ExecutionStep step, StepEnd end, Action<ExecutionStep, ExecutionStep?> skip)
    {
        ended[step] = end;
        if (end == StepEnd.Done)
        {
            foreach (var dependent in dependents[step])
            {
                if (--open[dependent] == 0 && !ended.ContainsKey(dependent))
                    ready.Enqueue(dependent, dependent.Order);
            }

            return;
        }

        foreach (var dependent in dependents[step].Where(d => !ended.ContainsKey(d)).OrderBy(d => d.Order).ToList())
        {
            if (ended.ContainsKey(dependent))
                continue;
            skip(dependent, step);
            End(dependent, StepEnd.Skipped, skip);
        }
    }
}
