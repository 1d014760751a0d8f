using System.Text.RegularExpressions;
using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Services;
using FlowPlan.Emulator.Services.Admin;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.Emulator.Hosting;

/// <summary>Applies the fault script to requests and their replies.</summary>
internal sealed class FaultMiddleware(EmulatorContext emulator, FaultScript script)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next) => context.Features.Set(await ReplyToAsync(context, next));

    private async Task<WireReply> ReplyToAsync(HttpContext context, RequestDelegate next)
    {
        FaultRule? rule;
        try
        {
            rule = script.RuleFor(context.Features.GetRequiredFeature<EmulatorRequest>());
        }
        catch (FormatException exception)
        {
            return Invalid(exception.Message);
        }
        catch (RegexMatchTimeoutException exception)
        {
            return Invalid($"the path '{exception.Pattern}' of a fault rule took too long to match");
        }

        if (rule is null)
            return await ProcessAsync(context, next);
        var hold = rule.Number("holdMs");
        if (hold is null)
            script.CountInjected();
        ApplySideEffects(rule);
        if (rule.Number("delayMs") is { } delay)
            await Task.Delay(delay, context.RequestAborted);
        if (FaultEffects.Instead(rule, emulator.Time.GetUtcNow()) is { } instead)
            return instead;
        var reply = await ProcessAsync(context, next);
        if (hold is { } pause)
        {
            script.CountInjected();
            await Task.Delay(pause, context.RequestAborted);
        }

        return FaultEffects.Corrupt(rule, reply);
    }

    private static WireReply Invalid(string error) => WireReply.From(AdminErrors.Of(400, error).Reply);

    private void ApplySideEffects(FaultRule rule)
    {
        if (rule.Number("listLagMs") is { } lag)
            emulator.ExtraListLag = lag;
        if (rule.Flag("expireTokens"))
            emulator.Tokens.ExpireAll();
    }

    private static async Task<WireReply> ProcessAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        return WireReply.From(context.Features.GetRequiredFeature<Reply>());
    }
}
