using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http;

/// <summary>Sends calls to the platform and reads the answers: headers, redirects, bodies, errors.</summary>
internal sealed class ServiceTransport(HttpClient client, AepSettings settings)
{
    private const int MostRedirects = 5;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SecretRedactor redactor = new(settings.Credentials);

    /// <summary>Sends a call that must succeed.</summary>
    /// <exception cref="ProviderException">It did not.</exception>
    public async Task<ServiceResponse> SendAsync(ServiceRequest request, CancellationToken cancellationToken) =>
        (await ExchangeAsync(request, cancellationToken)).EnsureSuccess();

    /// <summary>Sends a call whose errors the caller wants to see.</summary>
    /// <exception cref="ProviderException">No trustworthy answer came.</exception>
    public async Task<ServiceResult> ExchangeAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var state = new CallState(request, Guid.NewGuid().ToString());
        var uri = new Uri(settings.PlatformUri, request.Path);
        if (!IsSameOrigin(uri))
            throw FaultDiagnostics.Redirect(request, 200, uri.Host, null);
        for (var redirects = 0; ; redirects++)
        {
            using var message = MessageFor(request, state, uri);
            using var response = await SendAsync(message, request, state, cancellationToken);
            var status = (int)response.StatusCode;
            if (status is < 300 or > 399)
                return await ReadAsync(response, request, state, message.Headers.Authorization?.Parameter, cancellationToken);
            var location = response.Headers.Location is { } given ? new Uri(uri, given) : null;
            if (request.Method != HttpMethod.Get || location is null || redirects == MostRedirects || !IsSameOrigin(location))
                throw FaultDiagnostics.Redirect(request, status, location?.Host, RequestIds.Of(response.Headers) ?? state.RequestId);
            uri = location;
        }
    }

    private bool IsSameOrigin(Uri location) =>
        location.Scheme == settings.PlatformUri.Scheme && location.Authority == settings.PlatformUri.Authority;

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage message, ServiceRequest request, CallState state, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception fault) when (FaultDiagnostics.Of(request, state, message.RequestUri!.Host, fault) is { } known)
        {
            throw known;
        }
    }

    private HttpRequestMessage MessageFor(ServiceRequest request, CallState state, Uri uri)
    {
        var message = new HttpRequestMessage(request.Method, uri) { VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
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
            message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request.Body, Json));
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        }
        else if (request.Method == HttpMethod.Post)
        {
            // A POST without a body would be sent again by the connection pool when a kept connection turns out to be closed.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }

    private async Task<ServiceResult> ReadAsync(
        HttpResponseMessage response, ServiceRequest request, CallState state, string? token, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = response.Content is BufferedContent buffered
            ? buffered.Bytes
            : await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (status >= 400)
        {
            var error = redactor.Read(status, body, response.Headers, request, token);
            return new(request, null, error with { RequestId = error.RequestId ?? state.RequestId }, state.MayHaveHappened);
        }

        var requestId = RequestIds.Of(response.Headers) ?? state.RequestId;
        var json = ReadJson(request, response.Content.Headers.ContentType?.MediaType, body, requestId);
        return new(request, new(status, json, EtagOf(response), requestId), null, state.MayHaveHappened);
    }

    private static JsonElement ReadJson(ServiceRequest request, string? mediaType, ReadOnlyMemory<byte> body, string requestId)
    {
        if (body.IsEmpty)
        {
            return request.BodyOptional
                ? default
                : throw FaultDiagnostics.Garbage(request, requestId, "the body is empty");
        }

        if (mediaType is null || !mediaType.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return request.BodyOptional
                ? default
                : throw FaultDiagnostics.Garbage(request, requestId, "it is not JSON");
        }

        try
        {
            return JsonText.Parse(body);
        }
        catch (JsonException fault)
        {
            throw FaultDiagnostics.Garbage(request, requestId, "the JSON is malformed or cut off", fault);
        }
    }

    private static string? EtagOf(HttpResponseMessage response)
    {
        foreach (var name in (ReadOnlySpan<string>)["ETag", "E-Tag"])
        {
            if (response.Headers.TryGetValues(name, out var values))
                return values.First();
        }

        return null;
    }
}
