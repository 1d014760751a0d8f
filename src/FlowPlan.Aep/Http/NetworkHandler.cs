using System.Buffers;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Http;

/// <summary>
/// The last handler before the network: reads the body of each response completely within a limit, so that a truncated body
/// is a fault of the attempt, records whether the call may have been applied, and writes the trace.
/// </summary>
internal sealed partial class NetworkHandler(AepSettings settings, SentRequestIds sent, TimeProvider time, IHttpTrace? trace) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = CallState.Of(request);
        state.Attempts++;
        state.RateLimited = false;
        sent.Add(state.RequestId);
        var started = time.GetTimestamp();
        HttpResponseMessage? response = null;
        int? status = null;
        try
        {
            Reached("before it is sent", request);
            response = await SendOrFailToConnectAsync(request, cancellationToken);
            state.WasSent = true;
            if (sent.IsOfAnotherCall(state.RequestId, RequestIds.Of(response.Headers)))
                throw new ForeignResponseException();
            status = (int)response.StatusCode;
            state.RateLimited = status == 429;
            Reached("before its response is read", request);
            response.Content = await ReadAsync(response.Content, cancellationToken);
            Reached("after its response is read", request);
            if (status is 408 or >= 500)
                state.MayHaveHappened = true;
            return response;
        }
        catch (Exception fault)
        {
            response?.Dispose();
            state.WasSent |= !NetworkFaults.NothingWasSent(fault);
            if (!NetworkFaults.NothingWasSent(fault) && status is null or < 400 or 408 or >= 500)
                state.MayHaveHappened = true;
            throw;
        }
        finally
        {
            trace?.Completed(new(
                request.Method.Method,
                request.RequestUri!.AbsolutePath,
                status,
                time.GetElapsedTime(started),
                state.Attempts,
                (response is null ? null : RequestIds.Of(response.Headers)) ?? state.RequestId));
        }
    }

    /// <summary>Has a body only in the build that the crash matrix kills at each step; elsewhere the compiler removes the calls.</summary>
    static partial void Reached(string moment, HttpRequestMessage request);

    /// <summary>Sends the request. A connect timeout, which .NET reports as a cancellation, is a failed connection: nothing was sent.</summary>
    private async Task<HttpResponseMessage> SendOrFailToConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested && fault.InnerException is TimeoutException)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection could not be established in time.", fault);
        }
    }

    private async Task<HttpContent> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadWithinLimitAsync(content, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            // The streams of gzip, deflate and Brotli report invalid data with one or the other.
            throw new UnreadableBodyException(fault);
        }
    }

    private static byte[] Longer(byte[] buffer)
    {
        var longer = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(longer, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return longer;
    }

    private async Task<HttpContent> ReadWithinLimitAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using (content)
        {
            var limit = settings.MaxResponseBytes;
            if (content.Headers.ContentLength > limit)
                throw new ResponseTooLongException(limit);
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(limit, content.Headers.ContentLength ?? 4096) + 1);
            var length = 0;
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0)
                    return new BufferedContent(buffer, length, content.Headers);
                length += read;
                if (length > limit)
                    throw new ResponseTooLongException(limit);
                if (length == buffer.Length)
                    buffer = Longer(buffer);
            }
        }
    }
}
