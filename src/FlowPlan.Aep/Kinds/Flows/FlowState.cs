using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>Whether a flow runs, and the actions that start and stop it.</summary>
internal sealed class FlowState(FlowServiceClient client, RetrySettings settings, TimeProvider time)
{
    private const int MostUnknown = 3;

    /// <summary>The states that <c>enabled</c> can represent.</summary>
    private static readonly string[] Known = ["enabled", "disabled", "initializing", "enabling", "enabled-finalizing", "updating", "disabling"];

    /// <summary>Whether a state is one that <c>enabled</c> can represent.</summary>
    public static bool IsKnown(string state) => Known.Contains(state.ToLowerInvariant());

    /// <summary>A flow that is about to be enabled counts as enabled: it becomes so by itself.</summary>
    public static bool IsEnabled(string? state) => state?.ToLowerInvariant() is "enabled" or "updating" || IsEnabling(state);

    /// <summary>
    /// Enables or disables the flow. An action whose effect is unknown is sent again only after the state was read
    /// and found to be the other one; one that is refused because the flow is in a transient state, once that has changed.
    /// </summary>
    /// <returns>The new etag.</returns>
    public async Task<string?> SetStateAsync(UpdateRequest request, bool enabled, string? etag, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var settled = false;
        for (var unknown = 0; ;)
        {
            ProviderException failure;
            try
            {
                var result = await client.ActAsync(request.Live.Id, enabled ? "enable" : "disable", cancellationToken);
                if (result.Response is { } response)
                    return response.Body.TextAt("etag") ?? (await ReadAsync(request, cancellationToken)).Etag ?? etag;
                failure = FlowServiceErrors.Failure(result);
                if (failure.Fate != FailureFate.Unknown && !IsRetryable(result.Error))
                    throw failure;
            }
            catch (ProviderException fault) when (fault.Fate == FailureFate.Unknown)
            {
                failure = fault;
            }

            var (state, current) = await ReadAsync(request, cancellationToken);
            if (IsEnabled(state) == enabled)
                return current;
            if (failure.Fate == FailureFate.Unknown)
                unknown++;
            else if (settled || time.GetElapsedTime(started) >= settings.TransientBudget)
                throw failure;
            if (unknown == MostUnknown)
                throw failure;

            // The state may have settled between the refusal and the look at it: one more try is due then.
            settled = !IsTransient(state);
            await Task.Delay(settings.TransientDelay, time, cancellationToken);
        }
    }

    private static bool IsRetryable(Errors.ServiceError? error) =>
        FlowServiceErrors.IsWrongState(error) || FlowServiceErrors.IsTransient(error);

    private static bool IsEnabling(string? state) =>
        state?.ToLowerInvariant() is "initializing" or "enabling" or "enabled-finalizing" or "publishing";

    private static bool IsTransient(string? state) =>
        IsEnabling(state) || state?.ToLowerInvariant() is "updating" or "disabling" || state?.EndsWith("-finalizing", StringComparison.OrdinalIgnoreCase) == true;

    private async Task<(string? State, string? Etag)> ReadAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var flow = await client.GetAsync("flows", request.Live.Id, cancellationToken)
            ?? throw ConcurrencyGuard.Changed(request.Address, request.Live, gone: true);
        return (flow.TextAt("state"), flow.TextAt("etag"));
    }
}
