using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.Json;

/// <summary>
/// Reports to programs. What a command shows is one JSON document; a command that fails before it has one writes what it found instead,
/// described by <c>schema/failure.schema.json</c>. An apply is a stream of events. Diagnostics also go to stderr, for people.
/// </summary>
internal sealed class JsonReporter : IReporter
{
    private readonly TextWriter output;
    private readonly Terminal terminal;
    private readonly SecretRedactor redactor;
    private readonly EventStream? events;
    private readonly List<Diagnostic> found = [];
    private bool hasDocument;
    private Value.Map? document;

    /// <param name="output">Stdout.</param>
    /// <param name="terminal">Stdout and stderr for people.</param>
    /// <param name="redactor">Hides secrets.</param>
    /// <param name="shape">What the output is.</param>
    /// <param name="time">The clock of events; null for that of the system.</param>
    public JsonReporter(TextWriter output, Terminal terminal, SecretRedactor redactor, JsonShape shape, TimeProvider? time = null)
    {
        (this.output, this.terminal, this.redactor) = (output, terminal, redactor);
        events = shape == JsonShape.Events ? new(output, redactor, time ?? TimeProvider.System) : null;
    }

    /// <summary>Whether notices are left out.</summary>
    public bool IsQuiet { get; init; }

    public void Redact(IEnumerable<string> secrets) => redactor.Add(secrets);

    public void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            found.Add(diagnostic);
            terminal.WriteError(DiagnosticRenderer.Of(diagnostic));
            events?.Diagnostic(diagnostic);
        }
    }

    public void WriteNotice(string text)
    {
        if (!IsQuiet)
            terminal.WriteError(new StyledText().Line(text));
    }

    public void WriteResult(string text)
    {
        hasDocument = true;
        terminal.Write(StyledText.OfLines(text));
    }

    public void Result(string text, Value value) => Output(value);

    /// <summary>It is written at the end, with what is found until then.</summary>
    public void Document(string text, Value.Map document) => this.document = document;

    public void Raw(string text, Func<Value> valueOf) => Output(valueOf());

    public void WriteRaw(string text)
    {
        hasDocument |= text.Length > 0;
        terminal.WriteRaw(text);
    }

    public void Project(ProjectName project) => events?.Project(project);

    public void Projects(IReadOnlyList<ProjectResult> results) => events?.Projects(results);

    public void Plan(Plan plan)
    {
        if (events is not null)
            events.Plan(plan);
        else
            Document(PlanJson.Of(plan));
    }

    public void Drift(Plan drift) => Plan(drift);

    public void ApplyStarted(Plan plan)
    {
    }

    public void OnEvent(ApplyEvent step) => events?.Step(step);

    public void ApplyFinished(ApplyResult result, string continueWith)
    {
        foreach (var finding in AlikeFindings.Of(result.Findings))
            terminal.WriteError(DiagnosticRenderer.Of(finding));
        events?.Ended(result, continueWith);
    }

    public void State(Lockfile lockfile) => Output(StateValue.Of(lockfile));

    public void Outputs(Lockfile lockfile)
    {
        if (events is not null)
            events.Outputs(lockfile.Outputs);
        else
            Output(lockfile.Outputs);
    }

    public void Output(Value value) => Document(ValueJson.ToJson(value, indented: true) + "\n");

    public void Finish(int exitCode)
    {
        if (document is not null)
            Output(Value.Map.Of(document.Entries.Append(KeyValuePair.Create("diagnostics", Documents.List(found, Documents.Of)))));
        if (events is not null || hasDocument || exitCode == ExitCodes.Done)
            return;
        Document(JsonDocumentText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("exitCode", exitCode);
            writer.WriteArray("diagnostics", found, DiagnosticJson.Write);
            writer.WriteEndObject();
        }));
    }

    private void Document(string json)
    {
        hasDocument = true;
        output.Write(SafeText.Json(redactor.CleanJson(json)));
    }
}
