using FlowPlan.Aep.Http.Retrying;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>Whether a flow runs, and the actions that start and stop it.</summary>
/// <param name="services">Flow Service, how calls are repeated, and who hears of waits.</param>
internal sealed class FlowState(AepServices services)
{
    private const int MaxUnknownOutcomes = 3;
    private readonly TransientStateRetry transientStates = new(services.Settings.Retry, services.Time, services.Waiting);

    /// <summary>Whether a state is one that <c>enabled</c> can represent.</summary>
    public static bool IsKnown(string state) => IsEnabled(state) || IsTransient(state) || state.Equals("disabled", StringComparison.OrdinalIgnoreCase);

    /// <summary>A flow that is about to be enabled counts as enabled: it becomes so by itself.</summary>
    public static bool IsEnabled(string? state) => state?.ToLowerInvariant() is "enabled" or "updating" || IsStarting(state);

    /// <summary>
    /// Brings the flow into a state. An action with unknown outcome is repeated only after the state was read and found to be
    /// the other one; one that is rejected because the flow is in a transient state, once that state has changed.
    /// </summary>
    /// <returns>The new etag.</returns>
    public async Task<string?> SetStateAsync(UpdateRequest request, bool enabled, string? etag, CancellationToken cancellationToken)
    {
        var (unknownOutcomes, settled) = (0, false);
        var result = await transientStates.RunAsync(
            $"flows/{request.Live.Id}", AttemptAsync, attempt => attempt.MayRetry, cancellationToken);
        return result.Failure is null ? result.Etag : throw result.Failure;

        async Task<Attempt> AttemptAsync()
        {
            var (done, newEtag, failure) = await ActAsync(request, enabled, etag, cancellationToken);
            if (done)
                return new(newEtag, null, MayRetry: false);
            var (state, current) = await ReadAsync(request, cancellationToken);
            if (IsEnabled(state) == enabled)
                return new(current, null, MayRetry: false);
            var isUnknown = failure!.Effect == CallEffect.Unknown;
            var mayRetry = isUnknown ? ++unknownOutcomes < MaxUnknownOutcomes : !settled;

            // The state may have changed between the rejection and this read: one more attempt follows then.
            settled = !IsTransient(state);
            return new(null, failure, mayRetry);
        }
    }

    /// <summary>Sends the action once; throws only what no repetition can change.</summary>
    private async Task<(bool Done, string? Etag, ProviderException? Failure)> ActAsync(
        UpdateRequest request, bool enabled, string? etag, CancellationToken cancellationToken)
    {
        try
        {
            var result = await services.FlowService.ActAsync(request.Live.Id, enabled ? "enable" : "disable", cancellationToken);
            if (result.Response is { } response)
                return (true, response.Body.TextAt("etag") ?? (await ReadAsync(request, cancellationToken)).Etag ?? etag, null);
            var failure = FlowServiceErrors.Failure(result);
            var isState = FlowServiceErrors.IsWrongState(result.Error) || FlowServiceErrors.IsTransient(result.Error);
            return failure.Effect == CallEffect.Unknown || isState ? (false, null, failure) : throw failure;
        }
        catch (ProviderException fault) when (fault.Effect == CallEffect.Unknown)
        {
            return (false, null, fault);
        }
    }

    private static bool IsStarting(string? state) =>
        state?.ToLowerInvariant() is "initializing" or "enabling" or "enabled-finalizing" or "publishing";

    private static bool IsTransient(string? state) =>
        IsStarting(state) || state?.ToLowerInvariant() is "updating" or "disabling" || state?.EndsWith("-finalizing", StringComparison.OrdinalIgnoreCase) == true;

    private async Task<(string? State, string? Etag)> ReadAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var flow = await services.FlowService.GetAsync("flows", request.Live.Id, cancellationToken)
            ?? throw ConcurrencyGuard.Changed(request.Address, request.Live, gone: true);
        return (flow.TextAt("state"), flow.TextAt("etag"));
    }

    private sealed record Attempt(string? Etag, ProviderException? Failure, bool MayRetry);
}
