using FlowPlan.Emulator.Faults;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.Emulator.Hosting;

/// <summary>Sends a response, with the faults of its transport.</summary>
internal static class WireWriter
{
    private const int DripBytes = 16;

    public static async Task WriteAsync(HttpContext context, WireReply reply)
    {
        if (reply.Status == 0)
        {
            context.Abort();
            return;
        }

        var (response, cancellationToken) = (context.Response, context.RequestAborted);
        response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;
        if (reply.ContentLength > 0)
        {
            response.ContentType = reply.ContentType;
            response.ContentLength = reply.ContentLength;
        }

        var size = reply.DripMilliseconds > 0 ? DripBytes : reply.Body.Length;
        for (var sent = 0; sent < reply.Body.Length; sent += size)
        {
            await response.Body.WriteAsync(reply.Body.AsMemory(sent, Math.Min(size, reply.Body.Length - sent)), cancellationToken);
            if (reply.DripMilliseconds > 0)
            {
                await response.Body.FlushAsync(cancellationToken);
                await Task.Delay(reply.DripMilliseconds, cancellationToken);
            }
        }

        if (reply.Cut)
        {
            await response.Body.FlushAsync(cancellationToken);
            context.Abort();
        }
    }
}
