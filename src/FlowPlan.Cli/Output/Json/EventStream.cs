using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.Json;

/// <summary>What happens in a command as it happens: one JSON object per line, described by <c>schema/events.schema.json</c>.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="redactor">Hides secrets.</param>
/// <param name="time">The clock.</param>
internal sealed class EventStream(TextWriter output, SecretRedactor redactor, TimeProvider time)
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();

    /// <summary>What follows is about this one of several projects.</summary>
    public void Project(ProjectName project) => Write("project", writer => WriteProject(writer, project));

    /// <summary>How the command ended for each of several projects.</summary>
    public void Projects(IReadOnlyList<ProjectResult> results) => Write("projects", writer => writer.WriteArray("projects", results, (to, result) =>
    {
        to.WriteStartObject();
        WriteProject(to, result.Project);
        to.WriteNumber("exitCode", result.ExitCode);
        to.WriteString("result", result.Text);
        to.WriteEndObject();
    }));

    /// <summary>A plan was made.</summary>
    public void Plan(Plan plan) => Write("plan", writer =>
    {
        writer.WritePropertyName("plan");
        PlanJson.Write(writer, plan);
    });

    /// <summary>Something was found.</summary>
    public void Diagnostic(Diagnostic diagnostic) => Write("diagnostic", writer => WriteDiagnostic(writer, "diagnostic", diagnostic));

    /// <summary>A step of an apply began or ended.</summary>
    public void Step(ApplyEvent step)
    {
        switch (step)
        {
            case ApplyEvent.Started started:
                Write("started", writer => WriteStep(writer, started.Address, started.Action));
                break;
            case ApplyEvent.Completed completed:
                Write("completed", writer =>
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
                Write("failed", writer =>
                {
                    WriteStep(writer, failed.Address, failed.Action);
                    writer.WriteBoolean("outcomeUnknown", failed.OutcomeUnknown);
                    WriteDiagnostic(writer, "reason", failed.Reason);
                });
                break;
            case ApplyEvent.Skipped skipped:
                Write("skipped", writer =>
                {
                    WriteStep(writer, skipped.Address, skipped.Action);
                    if (skipped.Because is { } because)
                        writer.WriteString("because", because.ToString());
                });
                break;
        }
    }

    /// <summary>An apply ended. Why steps failed was said with them.</summary>
    public void Ended(ApplyResult result, string continueWith)
    {
        foreach (var problem in result.Problems)
            Diagnostic(problem);
        Write("ended", writer =>
        {
            writer.WriteBoolean("complete", result.Complete);
            writer.WriteBoolean("interrupted", result.Interrupted);
            writer.WriteNumber("done", result.Done.Length);
            writer.WriteNumber("failed", result.Failed.Length);
            writer.WriteNumber("skipped", result.Skipped.Length);
            if (!result.Complete)
                writer.WriteString("continueWith", continueWith);
        });
        Outputs(result.Lockfile.Outputs);
    }

    /// <summary>The outputs after the command.</summary>
    public void Outputs(Value outputs) => Write("outputs", writer =>
    {
        writer.WritePropertyName("outputs");
        ValueJson.Write(writer, outputs);
    });

    private void Write(string type, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        lock (gate)
        {
            using (var writer = new Utf8JsonWriter(buffer, Compact))
            {
                writer.WriteStartObject();
                writer.WriteString("type", type);
                writer.WriteString("time", time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                write(writer);
                writer.WriteEndObject();
            }

            output.WriteLine(SafeText.Json(redactor.CleanJson(Encoding.UTF8.GetString(buffer.WrittenSpan))));
            output.Flush();
        }
    }

    private static void WriteProject(Utf8JsonWriter writer, ProjectName project)
    {
        writer.WriteString("project", project.Name);
        writer.WriteString("environment", project.Environment);
        writer.WriteString("manifest", project.Path);
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
