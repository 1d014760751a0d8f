using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Http;

/// <summary>Writes a call as an HTTP request.</summary>
internal static class RequestMessage
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The request for a call.</summary>
    public static HttpRequestMessage Create(ServiceRequest request, CallState state, Uri uri, AepSettings settings)
    {
        var message = new HttpRequestMessage(request.Method, uri)
        {
            // Over HTTP/2 the connection pool retries requests on its own after GOAWAY and REFUSED_STREAM; that a create is
            // sent once is proven for the rules of HTTP/1.1 only.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Options.Set(CallState.Key, state);
        var headers = message.Headers;
        headers.TryAddWithoutValidation("Accept", request.Accept);
        headers.TryAddWithoutValidation("x-api-key", settings.ApiKey);
        headers.TryAddWithoutValidation("x-gw-ims-org-id", settings.Organization);
        headers.TryAddWithoutValidation("x-sandbox-name", settings.Sandbox);
        headers.TryAddWithoutValidation("x-request-id", state.RequestId);
        if (request.IfMatch is not null)
            headers.TryAddWithoutValidation("If-Match", request.IfMatch);
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(BytesOf(request.Body));
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }
        else if (request.Method == HttpMethod.Post)
        {
            // A POST without a body would be sent again by the connection pool when a kept connection turns out to be closed.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }

    private static byte[] BytesOf(JsonNode body)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Json))
            body.WriteTo(writer);
        return bytes.ToArray();
    }
}
