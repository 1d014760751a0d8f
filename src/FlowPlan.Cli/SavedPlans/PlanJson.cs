using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>
/// A plan as JSON, described by <c>schema/plan.schema.json</c>. The same plan gives the same bytes; secrets are never in it.
/// A saved plan is the same document, with the manifest that it was made from.
/// </summary>
internal static class PlanJson
{
    /// <summary>The version of the format.</summary>
    public const string FormatVersion = "1";

    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="manifest">For a saved plan: the manifest, as it was named on the command line.</param>
    public static string Of(Plan plan, string? manifest = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Format))
            Write(writer, plan, manifest);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter writer, Plan plan, string? manifest)
    {
        writer.WriteStartObject();
        writer.WriteString("formatVersion", FormatVersion);
        if (manifest is not null)
            writer.WriteString("manifest", manifest);
        writer.WriteStartObject("binding");
        writer.WriteString("project", plan.Binding.Project);
        writer.WriteString("environment", plan.Binding.Environment);
        writer.WriteString("organization", plan.Binding.Organization);
        writer.WriteString("sandbox", plan.Binding.Sandbox);
        writer.WriteString("lineage", plan.Binding.Lineage);
        writer.WriteNumber("serial", plan.Binding.Serial);
        writer.WriteString("manifestHash", plan.Binding.ManifestHash);
        writer.WriteEndObject();
        writer.WriteStartObject("options");
        WriteTexts(writer, "only", plan.Options.Only);
        WriteTexts(writer, "replace", plan.Options.Replace.Select(a => a.ToString()));
        writer.WriteBoolean("refresh", plan.Options.Refresh);
        writer.WriteEndObject();
        WriteTexts(writer, "remarks", plan.Remarks);
        writer.WriteBoolean("hasChanges", plan.HasChanges);
        WriteSummary(writer, plan.Summary);
        writer.WriteStartArray("actions");
        foreach (var action in plan.Actions)
            WriteAction(writer, action);
        writer.WriteEndArray();
        writer.WriteStartArray("outputs");
        foreach (var output in plan.Outputs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", output.Name);
            WriteSide(writer, "before", output.Before);
            WriteSide(writer, "after", output.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("diagnostics");
        foreach (var diagnostic in plan.Diagnostics)
            WriteDiagnostic(writer, diagnostic);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, PlanSummary summary)
    {
        writer.WriteStartObject("summary");
        writer.WriteNumber("create", summary.Create);
        writer.WriteNumber("update", summary.Update);
        writer.WriteNumber("replace", summary.Replace);
        writer.WriteNumber("delete", summary.Delete);
        writer.WriteNumber("adopt", summary.Adopt);
        writer.WriteNumber("forget", summary.Forget);
        writer.WriteNumber("move", summary.Move);
        writer.WriteNumber("unchanged", summary.Unchanged);
        writer.WriteNumber("read", summary.Read);
        writer.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter writer, PlannedAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("address", action.Address.ToString());
        writer.WriteString("kind", action.Address.Kind);
        writer.WriteString("action", NameOf(action));
        writer.WriteString("name", action.Name);
        if (action.Live is { } live)
        {
            writer.WriteString("id", live.Id);
            writer.WriteString("etag", live.Etag);
            if (action.IsChange)
                writer.WriteString("fingerprint", action.LiveFingerprint);
            if (live.UpdatedBy is { } user)
                writer.WriteString("updatedBy", user);
            if (live.UpdatedAt is { } time)
                writer.WriteString("updatedAt", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        }

        if (action.MovedFrom is { } from)
            writer.WriteString("movedFrom", from.ToString());
        if (action.Kind == ActionKind.Replace)
            writer.WriteBoolean("createBeforeDestroy", action.CreateBeforeDestroy);
        WriteTexts(writer, "reasons", action.Reasons);
        WriteTexts(writer, "consequences", action.Consequences);
        WriteTexts(writer, "dependsOn", action.DependsOn.Select(d => d.ToString()));
        WriteTexts(writer, "calls", action.Calls);
        writer.WriteStartArray("fields");
        foreach (var difference in action.Differences)
            WriteDifference(writer, difference);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter writer, FieldDifference difference)
    {
        writer.WriteStartObject();
        writer.WriteString("path", difference.Path);
        writer.WriteString("cause", difference.Cause.ToString().ToLowerInvariant());
        writer.WriteString("effect", difference.Effect.ToString().ToLowerInvariant());
        writer.WriteString("change", difference switch
        {
            { Live: null } => "added",
            { Planned: null } => "removed",
            _ => "changed",
        });
        if (IsSecret(difference.Planned) || IsSecret(difference.Live) || IsSecret(difference.LastApplied))
        {
            writer.WriteBoolean("sensitive", true);
            writer.WriteBoolean("appliedBefore", difference.LastApplied is not null);
        }
        else
        {
            WriteSide(writer, "before", difference.Live);
            WriteSide(writer, "after", difference.Planned);
            WriteSide(writer, "lastApplied", difference.LastApplied);
            WriteSide(writer, "declared", difference.Declared);
        }

        writer.WriteEndObject();
    }

    /// <summary>A side that is nothing is left out; one that is known only after apply is said so.</summary>
    private static void WriteSide(Utf8JsonWriter writer, string name, Value? value)
    {
        if (value is null)
            return;
        if (value is Value.Reference reference)
        {
            writer.WriteString($"{name}KnownAfterApply", reference.ToString());
            return;
        }

        writer.WritePropertyName(name);
        ValueJson.Write(writer, value);
    }

    /// <summary>Writes a finding as an object.</summary>
    public static void WriteDiagnostic(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("severity", diagnostic.Severity.ToString().ToLowerInvariant());
        writer.WriteString("message", diagnostic.Message);
        if (diagnostic.Address?.ToString() is { } address)
            writer.WriteString("address", address);
        if (diagnostic.Span is { } span)
        {
            writer.WriteString("file", span.Source.Path);
            if (span.HasPosition)
            {
                writer.WriteNumber("line", span.Line);
                writer.WriteNumber("column", span.Column);
            }
        }

        if (diagnostic.Help is { } help)
            writer.WriteString("help", help);
        if (diagnostic.RequestId is { } request)
            writer.WriteString("requestId", request);
        if (diagnostic.Details.Count > 0)
            WriteTexts(writer, "details", diagnostic.Details);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static bool IsSecret(Value? value) => value switch
    {
        Value.Secret or Value.SecretDigest => true,
        Value.Map map => map.Entries.Any(e => IsSecret(e.Value)),
        Value.List(var items) => items.Any(IsSecret),
        _ => false,
    };

    private static string NameOf(PlannedAction action) => action.Kind switch
    {
        ActionKind.NoOp => action.MovedFrom is null ? "no-op" : "move",
        _ => action.Kind.ToString().ToLowerInvariant(),
    };
}
