using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>
/// A plan as JSON, described by <c>schema/plan.schema.json</c>. The same plan gives the same bytes; secrets are never in it.
/// A saved plan is the same document, with the manifest that it was made from.
/// </summary>
internal static class PlanJson
{
    /// <summary>The version of the format that is written.</summary>
    public const string FormatVersion = "2";

    /// <summary>The version in which reasons, consequences and remarks are texts; still read.</summary>
    public const string FormerFormatVersion = "1";

    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="manifest">For a saved plan: the manifest as it is named on the command line.</param>
    public static string Of(Plan plan, string? manifest = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Format))
            Write(writer, plan, manifest);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>Writes the document as a value into another one.</summary>
    public static void Write(Utf8JsonWriter writer, Plan plan, string? manifest = null)
    {
        writer.WriteStartObject();
        writer.WriteString("formatVersion", FormatVersion);
        if (manifest is not null)
            writer.WriteString("manifest", manifest);
        WriteBinding(writer, plan.Binding);
        writer.WriteStartObject("options");
        writer.WriteTexts("only", plan.Options.Only);
        writer.WriteTexts("replace", plan.Options.Replace.Select(a => a.ToString()));
        writer.WriteBoolean("refresh", plan.Options.Refresh);
        if (plan.Options.Mode == PlanMode.Destroy)
            writer.WriteBoolean("destroy", true);
        writer.WriteEndObject();
        writer.WriteArray("remarks", plan.Remarks, PlanSentenceJson.Write);
        writer.WriteBoolean("hasChanges", plan.HasChanges);
        WriteSummary(writer, plan.Summarize());
        writer.WriteArray("actions", plan.Actions, PlanActionJson.Write);
        writer.WriteArray("outputs", plan.Outputs, WriteOutput);
        writer.WriteArray("diagnostics", plan.Diagnostics, DiagnosticJson.Write);
        writer.WriteEndObject();
    }

    private static void WriteBinding(Utf8JsonWriter writer, PlanBinding binding)
    {
        writer.WriteStartObject("binding");
        writer.WriteString("project", binding.Project);
        writer.WriteString("environment", binding.Environment);
        writer.WriteString("organization", binding.Organization);
        writer.WriteString("sandbox", binding.Sandbox);
        writer.WriteString("lineage", binding.Lineage);
        writer.WriteNumber("serial", binding.Serial);
        writer.WriteString("manifestHash", binding.ManifestHash.Value);
        if (!binding.Imports.IsEmpty)
            writer.WriteArray("imports", binding.Imports, WriteImport);
        writer.WriteEndObject();
    }

    private static void WriteImport(Utf8JsonWriter writer, ImportedState import)
    {
        writer.WriteStartObject();
        writer.WriteString("name", import.Name);
        writer.WriteString("project", import.Project);
        writer.WriteString("environment", import.Environment);
        writer.WriteString("lineage", import.Lineage);
        writer.WriteNumber("serial", import.Serial);
        writer.WriteEndObject();
    }

    private static void WriteSummary(Utf8JsonWriter writer, PlanSummary summary)
    {
        writer.WriteStartObject("summary");
        writer.WriteNumber("create", summary.Create);
        writer.WriteNumber("update", summary.Update);
        writer.WriteNumber("replace", summary.Replace);
        writer.WriteNumber("delete", summary.Delete);
        writer.WriteNumber("import", summary.Import);
        writer.WriteNumber("forget", summary.Forget);
        writer.WriteNumber("move", summary.Move);
        writer.WriteNumber("unchanged", summary.Unchanged);
        writer.WriteNumber("read", summary.Read);
        writer.WriteNumber("deferred", summary.Deferred);
        writer.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter writer, OutputChange output)
    {
        writer.WriteStartObject();
        writer.WriteString("name", output.Name);
        FieldDifferenceJson.WriteSide(writer, "before", output.Before);
        FieldDifferenceJson.WriteSide(writer, "after", output.After);
        writer.WriteEndObject();
    }
}
