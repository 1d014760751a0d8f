using System.Net;
using System.Net.Http.Headers;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.StreamingIngestion;

/// <summary>
/// Posts records to inlets. A record is sent again only when the inlet certainly did not take it: after 429 and 503, and when no
/// connection was established.
/// </summary>
internal sealed class InletTransport(HttpClient open, HttpClient authorized, AepSettings settings, TimeProvider time)
{
    private const string Service = "Streaming ingestion";

    private readonly ErrorRedactor redactor = new(settings.Credentials);

    /// <summary>Sends a request.</summary>
    /// <returns>The outcome of each record, in their order.</returns>
    /// <exception cref="ProviderException">The inlet refuses all requests of this kind, or does not take any now.</exception>
    public async Task<IReadOnlyList<RecordOutcome>> PostAsync(InletRequest request, CancellationToken cancellationToken)
    {
        var call = new ServiceRequest(Service, HttpMethod.Post, request.Url.AbsolutePath.TrimStart('/')) { IsRepeatedWhenNotTaken = true };

        // No request ID: the inlets return none, and the IDs of millions of records would have to be remembered.
        var state = new CallState(call, string.Empty, time.GetTimestamp());
        using var message = Write(request, state);
        try
        {
            using var response = await (request.RequiresToken ? authorized : open).SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return await ReadAsync(response, request, call, state, message.Headers.Authorization?.Parameter, cancellationToken);
        }
        catch (Exception fault) when (FaultDiagnostics.Of(call, state, message.RequestUri!, fault) is { } known)
        {
            return known.Effect == CallEffect.Unknown
                ? InletReplies.All(request, new(RecordResult.Unknown, Reason: known.Diagnostic.Message.TrimEnd('.')))
                : throw known;
        }
    }

    private HttpRequestMessage Write(InletRequest request, CallState state)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, settings.InletUri is { } inlets ? new Uri(inlets, request.Url.PathAndQuery) : request.Url)
        {
            // As for other calls: over HTTP/2 the connection pool repeats requests on its own.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(request.Body),
        };
        message.Options.Set(CallState.Key, state);
        foreach (var (name, value) in request.Headers)
        {
            if (name == "Content-Type")
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private async Task<IReadOnlyList<RecordOutcome>> ReadAsync(
        HttpResponseMessage response, InletRequest request, ServiceRequest call, CallState state, string? token, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = response.Content is BufferedContent buffered ? buffered.Bytes : await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (status is >= 200 and <= 299)
            return InletReplies.Read(request, status, body);
        if (status is >= 300 and <= 399)
            throw FaultDiagnostics.Redirect(call, status, response.Headers.Location, sameOrigin: false, null);
        var error = redactor.Read(status, body, response.Headers, state, token);
        if (error.RequestId is { Length: 0 })
            error = error with { RequestId = null };
        return status switch
        {
            401 or 403 or 404 or 405 or 501 => throw InletErrors.Refused(call, error, state, request.RequiresToken),
            429 or 503 => throw ErrorDiagnostics.Of(call, error, state),
            _ => InletReplies.All(request, new(InletReplies.ResultOf(status), status, Reason: error.Message?.TrimEnd('.') ?? "no reason given")),
        };
    }
}
