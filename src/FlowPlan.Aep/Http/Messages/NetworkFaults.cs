using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http.Messages;

/// <summary>Classifies network faults.</summary>
internal static partial class NetworkFaults
{
    /// <summary>Whether the fault occurred before the first byte of the request was sent.</summary>
    public static bool NothingWasSent(Exception fault) =>
        fault is ProviderException { Effect: CallEffect.None } || fault is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError
        };

    /// <summary>The proxy for calls to a URL, as host and port; null for none. Its user name and password are left out.</summary>
    public static string? ProxyFor(Uri target)
    {
        // Calls to this machine bypass any proxy, as HttpClients configures.
        if (target.IsLoopback || HttpClient.DefaultProxy.IsBypassed(target) || HttpClient.DefaultProxy.GetProxy(target) is not { } proxy || proxy == target)
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"{proxy.Host}:{proxy.Port}");
    }

    /// <summary>Why no connection was established.</summary>
    public static string CauseOf(HttpRequestException fault)
    {
        if (fault.HttpRequestError == HttpRequestError.ProxyTunnelError)
            return TunnelStatus().Match(fault.Message) is { Success: true } status ? $"the proxy rejected the connection with status {status.Groups[1]}" : "the proxy rejected the connection";
        return SocketFaultOf(fault)?.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => "the connection was refused",
            SocketError.ConnectionReset or SocketError.ConnectionAborted => "the connection was closed",
            SocketError.NetworkUnreachable or SocketError.NetworkDown => "the network is unreachable",
            SocketError.HostUnreachable or SocketError.HostDown => "the host is unreachable",
            SocketError.TimedOut => "connecting timed out",
            { } other => $"the connection failed ({other})",
            null => "the connection failed",
        };
    }

    private static SocketException? SocketFaultOf(Exception? fault)
    {
        while (fault is not null and not SocketException)
            fault = fault.InnerException;
        return fault as SocketException;
    }

    /// <summary>.NET gives the status of the proxy in the message only.</summary>
    [GeneratedRegex("status code '([0-9]{3})'")]
    private static partial Regex TunnelStatus();
}
