using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Progress;

/// <summary>The apply of a plan: what is in progress, and how the other changes ended. A move is a change of the state alone, and has no step.</summary>
internal sealed class ApplyActivity(Plan plan, TimeProvider time) : IActivity
{
    private const int MaxRows = 8;

    private readonly Lock gate = new();
    private readonly int total = plan.Actions.Count(a => a.Kind is not (ActionKind.NoOp or ActionKind.Read or ActionKind.Deferred));
    private readonly Dictionary<ResourceAddress, (ActionKind Action, long Since)> running = [];
    private readonly HashSet<ResourceAddress> halfReplaced = [];
    private readonly HashSet<ResourceAddress> done = [];
    private readonly HashSet<ResourceAddress> failed = [];
    private readonly HashSet<ResourceAddress> skipped = [];

    /// <summary>Counts a step.</summary>
    public void OnEvent(ApplyEvent step)
    {
        lock (gate)
        {
            if (step is ApplyEvent.Started started)
            {
                running[started.Address] = (started.Action, time.GetTimestamp());
                return;
            }

            running.Remove(step.Address);
            var ended = step switch
            {
                ApplyEvent.Failed => failed,
                ApplyEvent.Skipped => skipped,
                ApplyEvent.Completed { Action: ActionKind.Replace } => halfReplaced.Add(step.Address) ? null : done,
                _ => done,
            };
            ended?.Add(step.Address);
        }
    }

    public IReadOnlyList<string> Rows(TimeSpan elapsed)
    {
        lock (gate)
        {
            var rows = Longest().Take(MaxRows).Select(r => $"  {r.Verb,-10} {r.Address}  {r.Elapsed}").ToList();
            if (running.Count > MaxRows)
                rows.Add($"  … and {Quantity.Number(running.Count - MaxRows)} more");
            rows.Add(Counts(elapsed));
            return rows;
        }
    }

    public string Summary(TimeSpan elapsed)
    {
        lock (gate)
        {
            var longest = Longest().Select(r => $" Longest: {r.Verb} {r.Address}, {r.Elapsed}.").FirstOrDefault();
            return $"Still applying: {Counts(elapsed)}.{longest}";
        }
    }

    private string Counts(TimeSpan elapsed)
    {
        // A replacement of which one half failed and the other was skipped failed.
        var counts = new[] { (failed.Count, "failed"), (skipped.Except(failed).Count(), "skipped") };
        var others = counts.Where(c => c.Item1 > 0).Select(c => $", {Quantity.Number(c.Item1)} {c.Item2}");
        return total == 0
            ? $"saving the state, {Durations.Show(elapsed)}"
            : $"{Quantity.Number(done.Count)} of {Quantity.Grouped(total, "change")} done{string.Concat(others)}, {Quantity.Number(running.Count)} in progress, {Durations.Show(elapsed)}";
    }

    private IEnumerable<(string Verb, ResourceAddress Address, string Elapsed)> Longest() => running
        .OrderBy(r => r.Value.Since)
        .ThenBy(r => r.Key)
        .Select(r => (ActionNames.Of(r.Value.Action).Gerund, r.Key, Durations.Show(time.GetElapsedTime(r.Value.Since))));
}
