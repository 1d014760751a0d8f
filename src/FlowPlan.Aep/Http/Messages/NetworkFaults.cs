namespace FlowPlan.Aep.Http.Messages;

/// <summary>Classifies network faults.</summary>
internal static class NetworkFaults
{
    /// <summary>Whether the fault occurred before the first byte of the request was sent.</summary>
    public static bool NothingWasSent(Exception fault) =>
        fault is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError
        };
}
