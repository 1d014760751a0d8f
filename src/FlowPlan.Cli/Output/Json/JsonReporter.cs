using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.Json;

/// <summary>
/// Reports to programs. A plan and outputs are one JSON document; an apply is a stream of events, one object per line,
/// described by <c>schema/events.schema.json</c>. Diagnostics also go to stderr, for people.
/// </summary>
internal sealed class JsonReporter(TextWriter output, Terminal terminal, SecretRedactor redactor, JsonShape shape) : IReporter
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly bool events = shape == JsonShape.Events;

    /// <summary>Whether notices are left out.</summary>
    public bool IsQuiet { get; init; }

    public void Redact(IEnumerable<string> secrets) => redactor.Add(secrets);

    public void Diagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            terminal.WriteError(DiagnosticRenderer.Of(diagnostic));
            if (events)
                Event("diagnostic", writer => WriteDiagnostic(writer, "diagnostic", diagnostic));
        }
    }

    public void WriteNotice(string text)
    {
        if (!IsQuiet)
            terminal.WriteError(new StyledText().Line(text));
    }

    public void WriteResult(string text) => terminal.Write(StyledText.OfLines(text));

    public void Result(string text, Value value) => Output(value);

    public void WriteRaw(string text) => terminal.WriteRaw(text);

    public void Plan(Plan plan)
    {
        if (!events)
        {
            output.Write(Clean(PlanJson.Of(plan)));
            return;
        }

        Event("plan", writer =>
        {
            writer.WritePropertyName("plan");
            PlanJson.Write(writer, plan);
        });
    }

    public void Drift(Plan drift) => Plan(drift);

    public void ApplyStarted(Plan plan)
    {
    }

    public void OnEvent(ApplyEvent step)
    {
        switch (step)
        {
            case ApplyEvent.Started started:
                Event("started", writer => WriteStep(writer, started.Address, started.Action));
                break;
            case ApplyEvent.Completed completed:
                Event("completed", writer =>
                {
                    WriteStep(writer, completed.Address, completed.Action);
                    if (completed.Id is { } id)
                        writer.WriteString("id", id);
                    writer.WriteNumber("elapsedSeconds", Math.Round(completed.Elapsed.TotalSeconds, 3));
                    if (completed.Note is { } note)
                        writer.WriteString("note", note);
                });
                break;
            case ApplyEvent.Failed failed:
                Event("failed", writer =>
                {
                    WriteStep(writer, failed.Address, failed.Action);
                    writer.WriteBoolean("outcomeUnknown", failed.OutcomeUnknown);
                    WriteDiagnostic(writer, "reason", failed.Reason);
                });
                break;
            case ApplyEvent.Skipped skipped:
                Event("skipped", writer =>
                {
                    WriteStep(writer, skipped.Address, skipped.Action);
                    if (skipped.Because is { } because)
                        writer.WriteString("because", because.ToString());
                });
                break;
        }
    }

    public void ApplyFinished(ApplyResult result, string continueWith)
    {
        foreach (var failed in result.Failed)
            terminal.WriteError(DiagnosticRenderer.Of(failed.Reason));
        Diagnostics(result.Problems);
        Event("ended", writer =>
        {
            writer.WriteBoolean("complete", result.Complete);
            writer.WriteBoolean("interrupted", result.Interrupted);
            writer.WriteNumber("done", result.Done.Length);
            writer.WriteNumber("failed", result.Failed.Length);
            writer.WriteNumber("skipped", result.Skipped.Length);
            if (!result.Complete)
                writer.WriteString("continueWith", continueWith);
        });
        Outputs(result.Lockfile);
    }

    public void State(Lockfile lockfile) => Output(StateValue.Of(lockfile));

    public void Outputs(Lockfile lockfile)
    {
        if (!events)
        {
            Output(lockfile.Outputs);
            return;
        }

        Event("outputs", writer =>
        {
            writer.WritePropertyName("outputs");
            ValueJson.Write(writer, lockfile.Outputs);
        });
    }

    public void Output(Value value) => output.Write(Clean(ValueJson.ToJson(value, indented: true)) + "\n");

    private string Clean(string json) => SafeText.Json(redactor.CleanJson(json));

    private void Event(string type, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            write(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(Clean(Encoding.UTF8.GetString(buffer.WrittenSpan)));
        output.Flush();
    }

    private static void WriteStep(Utf8JsonWriter writer, ResourceAddress address, ActionKind action)
    {
        writer.WriteString("address", address.ToString());
        writer.WriteString("action", ActionNames.Of(action).Code);
    }

    private static void WriteDiagnostic(Utf8JsonWriter writer, string name, Diagnostic diagnostic)
    {
        writer.WritePropertyName(name);
        DiagnosticJson.Write(writer, diagnostic);
    }
}
