using System.Collections.Immutable;
using FlowPlan.Core.Planning;

namespace FlowPlan.Core.Applying;

/// <summary>Collects steps and the order between them; the steps are built once all of it is known.</summary>
internal sealed class ExecutionGraphBuilder
{
    private readonly Dictionary<StepId, (PlannedAction Action, int Order)> steps = [];
    private readonly Dictionary<StepId, HashSet<StepId>> needs = [];

    /// <summary>The steps of one kind, in the order in which they were added.</summary>
    public IEnumerable<PlannedAction> ActionsOf(StepKind kind) => steps.Where(s => s.Key.Kind == kind).Select(s => s.Value.Action);

    public void Add(PlannedAction action, StepKind kind, int order)
    {
        var id = new StepId(action.Address, kind);
        steps.Add(id, (action, order));
        needs.Add(id, []);
    }

    public bool Contains(StepId id) => steps.ContainsKey(id);

    /// <summary>Makes one step wait for another; a step that is not in the plan is not waited for.</summary>
    public void Require(StepId step, StepId needed)
    {
        if (steps.ContainsKey(needed))
            needs[step].Add(needed);
    }

    /// <summary>Whether a step waits for another, directly or through others.</summary>
    public bool WaitsFor(StepId step, StepId other)
    {
        var visited = new HashSet<StepId>();
        var pending = new Stack<StepId>([step]);
        while (pending.TryPop(out var id))
        {
            if (id == other)
                return true;
            foreach (var needed in needs[id].Where(visited.Add))
                pending.Push(needed);
        }

        return false;
    }

    public ImmutableArray<ExecutionStep> Build() =>
        [.. steps.Select(s => new ExecutionStep(s.Value.Action, s.Key.Kind, s.Value.Order, [.. needs[s.Key]])).OrderBy(s => s.Order)];
}
