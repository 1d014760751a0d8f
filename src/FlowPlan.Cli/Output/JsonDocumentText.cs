using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowPlan.Cli.Output;

/// <summary>Writes a JSON document for other programs.</summary>
internal static class JsonDocumentText
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode document) => Of(writer => document.WriteTo(writer));

    /// <summary>The document that a function writes.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Format))
            write(writer);
        return SafeText.Json(Encoding.UTF8.GetString(bytes.ToArray())) + "\n";
    }
}
