using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>Diagnostics as JSON.</summary>
internal static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("code", diagnostic.Code);
        writer.WriteString("severity", PlanNames.Of(diagnostic.Severity));
        writer.WriteString("message", diagnostic.Message);
        if (diagnostic.Address is { } address)
            writer.WriteString("address", address.ToString());
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
            writer.WriteTexts("details", diagnostic.Details);
        writer.WriteEndObject();
    }

    /// <exception cref="FormatException">It is not a diagnostic.</exception>
    public static Diagnostic Read(JsonElement element) =>
        new(DescriptorOf(element), element.Text("message"), SpanOf(element), element.OptionalText("help"))
        {
            Address = element.OptionalText("address") is { } address ? ResourceAddress.Parse(address) : null,
            RequestId = element.OptionalText("requestId"),
            Details = element.TryGetProperty("details", out _) ? element.Texts("details") : [],
        };

    /// <summary>The kind of finding as the file has it, which may be from another version.</summary>
    private static DiagnosticDescriptor DescriptorOf(JsonElement element) => new(
        element.Text("code"),
        PlanNames.SeverityOf(element.Text("severity")),
        DiagnosticCategory.Planning,
        element.Text("message"),
        element.OptionalText("help") ?? string.Empty);

    private static SourceSpan? SpanOf(JsonElement element)
    {
        if (element.OptionalText("file") is not { } file)
            return null;
        var (line, column) = (NumberOf(element, "line"), NumberOf(element, "column"));
        return SourceSpan.OfLine(file, line, column, column);
    }

    private static int NumberOf(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetInt32() : 0;
}
