using System.Globalization;
using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Progress;

/// <summary>The apply of a plan: what is in progress, and how many changes are done.</summary>
internal sealed class ApplyActivity(Plan plan, TimeProvider time) : IActivity
{
    private const int MaxRows = 8;

    private readonly Lock gate = new();
    private readonly int total = plan.Actions.Count(a => a.IsChange);
    private readonly Dictionary<ResourceAddress, (ActionKind Action, long Since)> running = [];
    private readonly HashSet<ResourceAddress> ended = [];
    private readonly HashSet<ResourceAddress> halfReplaced = [];
    private int failed;

    /// <summary>Counts a step.</summary>
    public void OnEvent(ApplyEvent step)
    {
        lock (gate)
        {
            switch (step)
            {
                case ApplyEvent.Started started:
                    running[started.Address] = (started.Action, time.GetTimestamp());
                    return;
                case ApplyEvent.Completed { Action: ActionKind.Replace } half when halfReplaced.Add(half.Address):
                    running.Remove(half.Address);
                    return;
                case ApplyEvent.Failed:
                    failed++;
                    break;
            }

            running.Remove(step.Address);
            ended.Add(step.Address);
        }
    }

    public IReadOnlyList<string> Rows(TimeSpan elapsed)
    {
        lock (gate)
        {
            var rows = Longest().Take(MaxRows).Select(r => $"  {r.Verb,-10} {r.Address}  {r.Elapsed}").ToList();
            if (running.Count > MaxRows)
                rows.Add($"  … and {Number(running.Count - MaxRows)} more");
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

    private string Counts(TimeSpan elapsed) =>
        $"{Number(ended.Count)} of {Number(total)} changes done{(failed > 0 ? $", {Number(failed)} failed" : string.Empty)}, {Number(running.Count)} in progress, {Durations.Show(elapsed)}";

    private IEnumerable<(string Verb, ResourceAddress Address, string Elapsed)> Longest() => running
        .OrderBy(r => r.Value.Since)
        .ThenBy(r => r.Key)
        .Select(r => (ActionNames.Of(r.Value.Action).Gerund, r.Key, Durations.Show(time.GetElapsedTime(r.Value.Since))));

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
