using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Projects;

/// <summary>Reports for one of several projects that run at once: nothing is written until its turn comes, so that no two are mixed.</summary>
/// <param name="reporter">The output of the command.</param>
/// <param name="isDirect">Whether it is its turn from the start.</param>
internal sealed class ProjectReporter(IReporter reporter, bool isDirect) : IReporter
{
    private readonly Lock gate = new();
    private readonly List<Action> waiting = [];

    /// <summary>The plan that was shown; null for none.</summary>
    public Plan? Planned { get; private set; }

    /// <summary>How the apply ended; null where there was none.</summary>
    public ApplyResult? Applied { get; private set; }

    public bool IsMarkdown => reporter.IsMarkdown;

    // Hidden at once, because the log does not wait.
    public void Redact(IEnumerable<string> secrets) => reporter.Redact(secrets);

    /// <summary>Writes what waits.</summary>
    public void Write()
    {
        foreach (var write in waiting)
            write();
        waiting.Clear();
    }

    public void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        Diagnostic[] found = [.. diagnostics];
        Add(() => reporter.Diagnostics(found));
    }

    public void WriteNotice(string text) => Add(() => reporter.WriteNotice(text));

    public void WriteResult(string text) => Add(() => reporter.WriteResult(text));

    public void Result(string text, Value value) => Add(() => reporter.Result(text, value));

    public void WriteRaw(string text) => Add(() => reporter.WriteRaw(text));

    public void Raw(string text, Func<Value> valueOf) => Add(() => reporter.Raw(text, valueOf));

    public void Plan(Plan plan)
    {
        Planned = plan;
        Add(() => reporter.Plan(plan));
    }

    public void Drift(Plan drift) => Add(() => reporter.Drift(drift));

    public void ApplyStarted(Plan plan) => Add(() => reporter.ApplyStarted(plan));

    public void OnEvent(ApplyEvent step) => Add(() => reporter.OnEvent(step));

    public void ApplyFinished(ApplyResult result, string continueWith)
    {
        Applied = result;
        Add(() => reporter.ApplyFinished(result, continueWith));
    }

    public void State(Lockfile lockfile) => Add(() => reporter.State(lockfile));

    public void Outputs(Lockfile lockfile) => Add(() => reporter.Outputs(lockfile));

    public void Output(Value value) => Add(() => reporter.Output(value));

    public void Project(ProjectName project) => Add(() => reporter.Project(project));

    public void Projects(IReadOnlyList<ProjectResult> results) => Add(() => reporter.Projects(results));

    private void Add(Action write)
    {
        if (isDirect)
        {
            write();
            return;
        }

        lock (gate)
            waiting.Add(write);
    }
}
