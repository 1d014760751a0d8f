using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.Emulator.Hosting;

/// <summary>
/// Reads the request, has it processed, records it, and sends the response. A request is in the log before its response
/// is sent, and also when its client disconnects before that.
/// </summary>
internal sealed class RequestMiddleware(RequestLog log)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var order = log.NextOrder();
        var request = EmulatorRequest.From(context.Request);
        context.Features.Set(request);
        using var body = new MemoryStream();
        try
        {
            try
            {
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            }
            finally
            {
                request.Body = body.ToArray();
            }

            await next(context);
        }
        finally
        {
            log.Add(order, request, context.Features.Get<WireReply>()?.Status ?? 0);
        }

        await WireWriter.WriteAsync(context, context.Features.GetRequiredFeature<WireReply>());
    }
}
