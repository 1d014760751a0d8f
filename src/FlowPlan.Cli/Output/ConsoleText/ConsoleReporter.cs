using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>Reports to people.</summary>
/// <param name="terminal">Stdout and stderr.</param>
/// <param name="redactor">Hides secrets.</param>
/// <param name="planText">The text of a plan, in parts of whole lines.</param>
/// <param name="driftText">The text of a drift report.</param>
internal sealed class ConsoleReporter(
    Terminal terminal, SecretRedactor redactor, Func<Plan, IEnumerable<StyledText>> planText, Func<Plan, StyledText> driftText) : IReporter
{
    /// <summary>With plans and drift as console text.</summary>
    public ConsoleReporter(Terminal terminal, SecretRedactor redactor)
        : this(terminal, redactor, plan => PlanText.PartsOf(plan, new()), DriftText.Of)
    {
    }

    /// <inheritdoc/>
    public bool IsMarkdown { get; init; }

    /// <summary>Whether notices, and the lines of changes that were made, are left out.</summary>
    public bool IsQuiet { get; init; }

    public void Redact(IEnumerable<string> secrets) => redactor.Add(secrets);

    public void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            terminal.WriteError(DiagnosticRenderer.Of(diagnostic));
    }

    public void WriteNotice(string text)
    {
        if (!IsQuiet)
            terminal.WriteError(new StyledText().Line(text));
    }

    public void WriteResult(string text)
    {
        if (text.Length > 0)
            terminal.Write(StyledText.OfLines(text));
    }

    public void WriteRaw(string text) => terminal.WriteRaw(text);

    public void Project(ProjectName project)
    {
        if (!IsMarkdown)
            terminal.Write(new StyledText().Line().Line(project.Path, TextStyle.Strong));
    }

    public void Projects(IReadOnlyList<ProjectResult> results)
    {
        var width = results.Max(r => r.Project.ToString().Length);
        var text = new StyledText().Line().Line("Projects:", TextStyle.Strong);
        foreach (var result in results)
            text.Line($"  {result.Project.ToString().PadRight(width)}  {result.Text}", result.ExitCode is ExitCodes.Done or ExitCodes.ChangesPending ? TextStyle.Plain : TextStyle.Error);
        terminal.Write(text);
    }

    public void Plan(Plan plan) => terminal.Write(planText(plan));

    public void Drift(Plan drift) => terminal.Write(driftText(drift));

    public void ApplyStarted(Plan plan) => terminal.Write(new StyledText().Line());

    public void OnEvent(ApplyEvent step)
    {
        if (IsQuiet && step is ApplyEvent.Completed { Note: null })
            return;
        if (ApplyText.Of(step) is { } text)
            terminal.Write(text);
    }

    public void ApplyFinished(ApplyResult result, string continueWith)
    {
        Diagnostics(AlikeFindings.Of(result.Findings));
        terminal.Write(ApplyText.SummaryOf(result, continueWith));
        Outputs(result.Lockfile);
    }

    public void State(Lockfile lockfile) => terminal.Write(StateText.Of(lockfile));

    public void Outputs(Lockfile lockfile) => terminal.Write(ApplyText.OutputsOf(lockfile));

    public void Output(Value value) => terminal.Write(new StyledText().Line(ValueText.Of(value)));
}
