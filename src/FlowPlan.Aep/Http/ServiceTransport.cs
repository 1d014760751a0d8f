using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http;

/// <summary>Sends calls to the platform and reads the responses: headers, redirects, bodies, errors.</summary>
internal sealed class ServiceTransport(HttpClient client, AepSettings settings, TimeProvider time)
{
    private const int MaxRedirects = 5;
    private readonly ErrorRedactor redactor = new(settings.Credentials);

    /// <summary>Sends a call that must succeed.</summary>
    /// <exception cref="ProviderException">It failed.</exception>
    public async Task<ServiceResponse> SendAsync(ServiceRequest request, CancellationToken cancellationToken) =>
        (await ExchangeAsync(request, cancellationToken)).EnsureSuccess();

    /// <summary>Sends a call whose errors the caller handles.</summary>
    /// <exception cref="ProviderException">There was no reliable response.</exception>
    public async Task<ServiceResult> ExchangeAsync(ServiceRequest request, CancellationToken cancellationToken)
    {
        var state = new CallState(request, Guid.NewGuid().ToString(), time.GetTimestamp());
        if (!TryResolve(request.Path, out var uri) || !IsSameOrigin(uri))
            throw new InvalidOperationException($"{request.Display} is not a path below the platform's URL.");
        for (var redirects = 0; ; redirects++)
        {
            using var message = RequestMessage.Create(request, state, uri, settings);
            using var response = await SendAsync(message, request, state, cancellationToken);
            var status = (int)response.StatusCode;
            if (status is < 300 or > 399)
                return await ReadAsync(response, request, state, message.Headers.Authorization?.Parameter, cancellationToken);
            var location = response.Headers.Location is { } given ? new Uri(uri, given) : null;
            if (location is null || redirects == MaxRedirects || request.Method != HttpMethod.Get || !IsSameOrigin(location))
                throw FaultDiagnostics.Redirect(request, status, location, IsSameOrigin(location), RequestIds.Of(response.Headers) ?? state.RequestId);
            uri = location;
        }
    }

    /// <summary>The URL of a path relative to the platform's URL, or of a full URL.</summary>
    public bool TryResolve(string path, [NotNullWhen(true)] out Uri? uri) => Uri.TryCreate(settings.PlatformUri, path, out uri);

    /// <summary>Whether a URL is on the platform's host, with its scheme and port: the access token is sent nowhere else.</summary>
    public bool IsSameOrigin([NotNullWhen(true)] Uri? location) =>
        location is not null && location.Scheme == settings.PlatformUri.Scheme && location.Authority == settings.PlatformUri.Authority;

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage message, ServiceRequest request, CallState state, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (ProviderException fault) when (state.MayHaveHappened && !request.IsRead)
        {
            // No token for a retry: an earlier attempt may have been applied all the same.
            throw new ProviderException(fault.Diagnostic, CallEffect.Unknown, fault);
        }
        catch (Exception fault) when (FaultDiagnostics.Of(request, state, message.RequestUri!, fault) is { } known)
        {
            throw known;
        }
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
            return new(request, null, redactor.Read(status, body, response.Headers, state, token) with { Etag = EtagOf(response) }, state);
        }

        var requestId = RequestIds.Of(response.Headers) ?? state.RequestId;
        if (request.IsFile)
            return new(request, new(default, EtagOf(response), requestId) { Text = Encoding.UTF8.GetString(body.Span) }, null, state);
        var json = ReadJson(request, response.Content.Headers.ContentType?.MediaType, body, requestId);
        return new(request, new(json, EtagOf(response), requestId), null, state);
    }

    private static JsonElement ReadJson(ServiceRequest request, string? mediaType, ReadOnlyMemory<byte> body, string requestId)
    {
        var isJson = mediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
        if (body.IsEmpty || !isJson)
        {
            return request.BodyOptional
                ? default
                : throw FaultDiagnostics.InvalidResponse(request, requestId, body.IsEmpty ? "the body is empty" : "it is not JSON");
        }

        try
        {
            return JsonText.Parse(body.Span);
        }
        catch (JsonException fault)
        {
            throw FaultDiagnostics.InvalidResponse(request, requestId, "the JSON is malformed or truncated", fault);
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
