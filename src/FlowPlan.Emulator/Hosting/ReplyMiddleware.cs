using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Services;
using FlowPlan.Emulator.Services.Admin;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.Emulator.Hosting;

/// <summary>Gives every request a reply: that of its endpoint, or the one for an exception.</summary>
internal static class ReplyMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Features.Set((await ReplyToAsync(context, next)).With("x-request-id", context.Features.GetRequiredFeature<EmulatorRequest>().RequestId));

    private static async Task<Reply> ReplyToAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            return context.Features.Get<Reply>() ?? GatewayErrors.UnknownPath();
        }
        catch (ErrorReplyException rejected)
        {
            return rejected.Reply;
        }
        catch (FormatException exception)
        {
            return AdminErrors.Of(400, exception.Message).Reply;
        }
#pragma warning disable CA1031 // A defect of the emulator is returned to the caller, where a test shows it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new Reply(500, new JsonObject { ["title"] = "The emulator failed", ["status"] = 500, ["detail"] = exception.ToString() });
        }
    }
}
