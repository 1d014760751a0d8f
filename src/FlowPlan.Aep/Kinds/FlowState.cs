using FlowPlan.Aep.FlowService;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds;

/// <summary>Whether a flow runs, and the actions that start and stop it.</summary>
internal sealed class FlowState(FlowServiceClient client)
{
    private const int MostAttempts = 3;

    /// <summary>Repeats a call while the flow is in a passing state.</summary>
    internal delegate Task<ServiceResult> Outwait(Func<Task<ServiceResult>> call, CancellationToken cancellationToken);

    /// <summary>A flow that is about to be enabled counts as enabled: it becomes so by itself.</summary>
    public static bool IsEnabled(string? state) => state?.ToLowerInvariant() is
        "enabled" or "initializing" or "enabling" or "enabled-finalizing" or "updating" or "publishing";

    /// <summary>
    /// Brings the flow into the wanted state. An action whose effect is unknown is sent again only after the state was read
    /// and found to be the other one.
    /// </summary>
    public async Task<string?> BringAsync(
        UpdateRequest request, bool enabled, string? etag, Outwait outwait, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            ServiceResult? result = null;
            try
            {
                result = await outwait(() => client.ActAsync(request.Live.Id, enabled ? "enable" : "disable", cancellationToken), cancellationToken);
                if (result.Response is { } response)
                    return response.Body.TextAt("etag") ?? await EtagAsync(request, cancellationToken) ?? etag;
                if (!FlowServiceErrors.IsWrongState(result.Error) && result.Error!.Status < 500)
                    throw FlowServiceErrors.Failure(result);
            }
            catch (ProviderException fault) when (fault.Fate == FailureFate.Unknown && attempt < MostAttempts)
            {
                // No trustworthy answer: the state, read below, tells whether the action was carried out.
                result = null;
            }

            var flow = await client.GetAsync("flows", request.Live.Id, cancellationToken)
                ?? throw Conflicts.Moved(request.Address, request.Live, gone: true);
            if (IsEnabled(flow.TextAt("state")) == enabled)
                return flow.TextAt("etag");
            if (attempt == MostAttempts || FlowServiceErrors.IsWrongState(result?.Error))
                throw FlowServiceErrors.Failure(result!);
        }
    }

    private async Task<string?> EtagAsync(UpdateRequest request, CancellationToken cancellationToken) =>
        (await client.GetAsync("flows", request.Live.Id, cancellationToken))?.TextAt("etag");
}
