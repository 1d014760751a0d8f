using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.Json;

/// <summary>Reports as another reporter does, and writes what happens into a stream of events as well.</summary>
/// <param name="inner">The other reporter.</param>
/// <param name="events">The stream.</param>
internal sealed class EventReporter(IReporter inner, EventStream events) : IReporter
{
    public bool IsMarkdown => inner.IsMarkdown;

    public void Redact(IEnumerable<string> secrets) => inner.Redact(secrets);

    public void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        List<Diagnostic> all = [.. diagnostics];
        inner.Diagnostics(all);
        all.ForEach(events.Diagnostic);
    }

    public void WriteNotice(string text) => inner.WriteNotice(text);

    public void WriteResult(string text) => inner.WriteResult(text);

    public void Result(string text, Value value) => inner.Result(text, value);

    public void Document(string text, Value.Map document) => inner.Document(text, document);

    public void WriteRaw(string text) => inner.WriteRaw(text);

    public void Project(ProjectName project)
    {
        inner.Project(project);
        events.Project(project);
    }

    public void Projects(IReadOnlyList<ProjectResult> results)
    {
        inner.Projects(results);
        events.Projects(results);
    }

    public void Raw(string text, Func<Value> valueOf) => inner.Raw(text, valueOf);

    public void Plan(Plan plan)
    {
        inner.Plan(plan);
        events.Plan(plan);
    }

    public void Drift(Plan drift)
    {
        inner.Drift(drift);
        events.Plan(drift);
    }

    public void ApplyStarted(Plan plan) => inner.ApplyStarted(plan);

    public void OnEvent(ApplyEvent step)
    {
        inner.OnEvent(step);
        events.Step(step);
    }

    public void ApplyFinished(ApplyResult result, string continueWith)
    {
        inner.ApplyFinished(result, continueWith);
        events.Ended(result, continueWith);
    }

    public void State(Lockfile lockfile) => inner.State(lockfile);

    public void Outputs(Lockfile lockfile)
    {
        inner.Outputs(lockfile);
        events.Outputs(lockfile.Outputs);
    }

    public void Output(Value value) => inner.Output(value);

    public void Finish(int exitCode) => inner.Finish(exitCode);
}
