using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Aep.Services.StreamingIngestion;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Ingestion;

/// <summary>Writes records as requests to an inlet: raw ones as they are, XDM ones in their envelope.</summary>
public sealed class MessageWriter
{
    /// <summary>The most that an inlet takes in one request.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const string FlowIdName = "x-adobe-flow-id";
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Inlet inlet;
    private readonly MessageForm form;
    private readonly byte[] beginning;
    private readonly byte[] end;
    private readonly Uri url;
    private readonly ImmutableArray<KeyValuePair<string, string>> headers;

    internal MessageWriter(Inlet inlet, MessageForm form, string organization, string sandbox)
    {
        (this.inlet, this.form) = (inlet, form);
        (beginning, end) = inlet.IsXdm ? (EnvelopeOf(inlet, organization), "}}"u8.ToArray()) : ([], []);
        url = UrlOf(inlet, form);
        headers = [.. HeadersOf(inlet, form, organization, sandbox)];
    }

    /// <summary>How many bytes the envelope of a record takes.</summary>
    public int Overhead => beginning.Length + end.Length;

    /// <summary>The request that sends these records.</summary>
    /// <exception cref="DiagnosticException">The flow ID of several records cannot be sent.</exception>
    public InletRequest Write(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        var body = new ArrayBufferWriter<byte>(records.Sum(r => r.Length + Overhead + 1) + 32);
        if (form.IsBatch)
            body.Write("{\"messages\":["u8);
        for (var i = 0; i < records.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            body.Write(beginning);
            body.Write(records[i].Span);
            body.Write(end);
        }

        if (form.IsBatch)
            body.Write("]}"u8);
        return new(url, headers, body.WrittenMemory, records.Count, form.IsBatch, inlet.RequiresToken);
    }

    private static Uri UrlOf(Inlet inlet, MessageForm form)
    {
        var url = new UriBuilder(inlet.Url);
        if (form.IsBatch)
            url.Path = string.Concat([.. inlet.Url.Segments[..^1], "batch/", inlet.InletId]);
        var query = new List<string>();
        if (form.SyncValidation)
            query.Add("syncValidation=true");
        if (form.FlowIdInQuery && !inlet.IsXdm)
            query.Add($"{FlowIdName}={Uri.EscapeDataString(inlet.FlowId)}");
        url.Query = string.Join('&', query);
        return url.Uri;
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(Inlet inlet, MessageForm form, string organization, string sandbox)
    {
        yield return new("Content-Type", "application/json");
        yield return new("x-sandbox-name", sandbox);
        if (inlet.RequiresToken)
            yield return new("x-gw-ims-org-id", organization);
        if (!inlet.IsXdm && !form.FlowIdInQuery)
            yield return new(FlowIdName, inlet.FlowId);
    }

    /// <summary>The message up to its record.</summary>
    private static byte[] EnvelopeOf(Inlet inlet, string organization)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("header");
            WriteSchema(writer, inlet);
            writer.WriteString("imsOrgId", organization);
            writer.WriteString("flowId", inlet.FlowId);
            writer.WriteString("datasetId", inlet.DataSetId);
            writer.WriteEndObject();
            writer.WriteStartObject("body");
            writer.WriteStartObject("xdmMeta");
            WriteSchema(writer, inlet);
            writer.WriteEndObject();
            writer.WritePropertyName("xdmEntity");
            writer.WriteNullValue();
            writer.Flush();
        }

        return bytes.ToArray()[..^"null".Length];
    }

    private static void WriteSchema(Utf8JsonWriter writer, Inlet inlet)
    {
        writer.WriteStartObject("schemaRef");
        writer.WriteString("id", inlet.SchemaId);
        writer.WriteString("contentType", inlet.ContentType);
        writer.WriteEndObject();
    }
}
