using FlowPlan.Cli.Commands;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Rendering;

/// <summary>Speaks to people.</summary>
internal sealed class ConsoleReporter(Terminal terminal, SecretRedactor redactor, bool markdown, bool canAsk) : IReporter
{
    public bool CanAsk { get; } = canAsk;

    public void Redact(IEnumerable<string> secrets) => redactor.Add(secrets);

    public void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
            terminal.WriteError(DiagnosticLook.Of(diagnostic));
    }

    public void Note(string text) => terminal.WriteError(new StyledText().Line(text));

    public void Say(string text) => terminal.Write(new StyledText().Add(text));

    public void Plan(Plan plan) => terminal.Write(markdown ? new StyledText().Add(PlanMarkdown.Of(plan)) : PlanText.Of(plan));

    public void Drift(Plan drift) => terminal.Write(markdown ? new StyledText().Add(PlanMarkdown.Of(drift)) : DriftText.Of(drift));

    public bool Confirm(string question)
    {
        terminal.Write(new StyledText().Line().Add($"{question} ", TextStyle.Strong).Add("Only 'yes' is taken: "));
        return string.Equals(Console.In.ReadLine()?.Trim(), "yes", StringComparison.Ordinal);
    }

    public void ApplyBegins(Plan plan) => terminal.Write(new StyledText().Line());

    public void Happened(ApplyEvent happened)
    {
        if (ApplyText.Of(happened) is { } text)
            terminal.Write(text);
    }

    public void ApplyEnded(ApplyResult result, string continueWith)
    {
        Diagnostics(result.Failed.Select(f => f.Reason).Concat(result.Problems));
        terminal.Write(ApplyText.SummaryOf(result, continueWith));
        Outputs(result.Lockfile);
    }

    public void Record(Lockfile lockfile) => terminal.Write(LockfileLook.Of(lockfile));

    public void Outputs(Lockfile lockfile) => terminal.Write(ApplyText.OutputsOf(lockfile));
}
