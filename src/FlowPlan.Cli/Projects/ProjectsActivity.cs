using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Progress;

namespace FlowPlan.Cli.Projects;

/// <summary>The work on several projects at once.</summary>
/// <param name="verb">What is done with each, such as <c>Planning</c>.</param>
/// <param name="total">How many there are.</param>
internal sealed class ProjectsActivity(string verb, int total) : IActivity
{
    private readonly Lock gate = new();
    private readonly List<Project> running = [];
    private int done;

    public void Begin(Project project)
    {
        lock (gate)
            running.Add(project);
    }

    public void End(Project project)
    {
        lock (gate)
        {
            running.Remove(project);
            done++;
        }
    }

    public IReadOnlyList<string> Rows(TimeSpan elapsed) => [Summary(elapsed)];

    /// <summary>Such as <c>Planning: 3 of 12 projects done, 8s so far (core (dev), feed (dev)).</c></summary>
    public string Summary(TimeSpan elapsed)
    {
        lock (gate)
            return FormattableString.Invariant($"{verb}: {done} of {total} projects done, {Durations.Show(elapsed)} so far{(running.Count == 0 ? string.Empty : $" ({string.Join(", ", running)})")}.");
    }
}
