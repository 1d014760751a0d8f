using System.Globalization;
using System.Security.Authentication;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using Polly.Timeout;

namespace FlowPlan.Aep.Errors;

/// <summary>Diagnostics for calls without a reliable response: FP3010 to FP3017.</summary>
internal static class FaultDiagnostics
{
    private const string Rerun = "Rerun the command; before a call with unknown outcome is sent again, FlowPlan checks whether it was applied.";

    private const string CheckUrl = "Check that the URL is the service's own and that no proxy responds in its place. " + Rerun;

    /// <summary>The exception for a network fault; null for any other fault.</summary>
    public static ProviderException? Of(ServiceRequest request, CallState state, Uri target, Exception fault)
    {
        var (host, proxy) = (target.Host, NetworkFaults.ProxyFor(target));
        var route = proxy is null ? host : $"{host} through the proxy {proxy}";
        var (descriptor, what, help) = fault switch
        {
            UnreadableBodyException => (ServiceDescriptors.InvalidResponse, $"returned an unexpected response to {request.Display}: the body cannot be decompressed", CheckUrl),
            ForeignResponseException => (ServiceDescriptors.InvalidResponse, $"returned the response to another call for {request.Display}", CheckUrl),
            ResponseTooLongException => (ServiceDescriptors.ResponseTooLong, $"returned a response to {request.Display} that exceeds the size limit", "Check that the URL is the service's own."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => (ServiceDescriptors.TlsFailed, $"could not be reached: the TLS connection to {route} failed{TlsCauseOf(fault)}", "Check the certificate of the host and of any proxy; a company certificate may be missing on this machine."),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (ServiceDescriptors.Unreachable, $"could not be reached: the host name {proxy ?? host} could not be resolved", "Check the URL, the DNS and the proxy settings (HTTPS_PROXY)."),
            HttpRequestException { InnerException.InnerException: TimeoutException } when NetworkFaults.NothingWasSent(fault) => (ServiceDescriptors.Unreachable, $"could not be reached: connecting to {route} timed out", "Check the URL, the network, firewalls and the proxy settings (HTTPS_PROXY)."),
            HttpRequestException http when NetworkFaults.NothingWasSent(http) => (ServiceDescriptors.Unreachable, $"could not be reached at {route}: {NetworkFaults.CauseOf(http)}", "Check the URL, the network and the proxy settings (HTTPS_PROXY)."),
            TimeoutRejectedException when state.Attempts == 0 => (ServiceDescriptors.RateLimited, $"was not sent {request.Display}: calls to {host} were held back until the time limit of the call", ErrorDiagnostics.LowerParallelism),
            TimeoutRejectedException when state.RateLimited => (ServiceDescriptors.RateLimited, $"rate-limited {request.Display} until its time limit", ErrorDiagnostics.LowerParallelism),
            TimeoutRejectedException => (ServiceDescriptors.ResponseTimeout, $"did not respond to {request.Display} in time", Rerun),
            HttpRequestException or IOException => (ServiceDescriptors.ConnectionLost, $"closed the connection during {request.Display}", Rerun),
            _ => default,
        };
        return descriptor is null ? null : new(Make(descriptor, request, what, help, state.WasSent ? state.RequestId : null), OutcomeOf(request, state.MayHaveHappened), fault);
    }

    /// <summary>A response that does not follow the service's contract.</summary>
    public static ProviderException InvalidResponse(ServiceRequest request, string? requestId, string why, Exception? inner = null) =>
        new(
            Make(
                ServiceDescriptors.InvalidResponse,
                request,
                $"returned an unexpected response to {request.Display}: {why}",
                CheckUrl,
                requestId),
            OutcomeOf(request, mayHaveHappened: true),
            inner);

    /// <summary>A redirect that is not followed.</summary>
    public static ProviderException Redirect(ServiceRequest request, int status, Uri? location, bool sameOrigin, string? requestId)
    {
        var (target, why) = location is null ? ("an unknown location", "the response names no location")
            : !sameOrigin ? (OriginOf(location), "because the access token would be sent there")
            : (OriginOf(location), request.IsRead ? "because there are too many redirects" : "because only reads are redirected");

        // Some services respond to a create that was applied with the location of the new object.
        return new(
            Make(ServiceDescriptors.Redirected, request, $"redirected {request.Display} to {target} ({Number(status)}); not followed, {why}", "Use the service's own URL.", requestId),
            OutcomeOf(request, mayHaveHappened: true));
    }

    /// <summary>A link to the next page that leads to another host.</summary>
    public static ProviderException LinkToOtherHost(ServiceRequest request, Uri link, string? requestId) =>
        new(
            Make(
                ServiceDescriptors.Redirected,
                request,
                $"returned a link to another host, {OriginOf(link)}, as the next page of {request.Display}; not followed, because the access token would be sent there",
                "Use the service's own URL.",
                requestId),
            CallEffect.None);

    /// <summary>A list that gives a page again.</summary>
    public static ProviderException PaginationLoop(ServiceRequest request) =>
        Endless(request, $"has a pagination loop: {request.Display} returned a page that was already read");

    /// <summary>A list that gives only empty pages.</summary>
    public static ProviderException EmptyPages(ServiceRequest request, int count) =>
        Endless(request, $"has a pagination loop: {request.Display} returned {Number(count)} empty pages in a row");

    private static ProviderException Endless(ServiceRequest request, string what) =>
        new(Make(ServiceDescriptors.PaginationLoop, request, what, "Rerun the command; if it fails again, ask Adobe support.", null), CallEffect.None);

    private static CallEffect OutcomeOf(ServiceRequest request, bool mayHaveHappened) =>
        mayHaveHappened && !request.IsRead ? CallEffect.Unknown : CallEffect.None;

    /// <summary>What the TLS library says, such as which certificate is not trusted; it is about the host, and has no secret.</summary>
    private static string TlsCauseOf(Exception fault)
    {
        for (var inner = fault.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is AuthenticationException)
                return ": " + ServiceErrorParser.Sanitize(inner.Message).TrimEnd('.');
        }

        return string.Empty;
    }

    private static string OriginOf(Uri uri) => $"{uri.Scheme}://{uri.Authority}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Diagnostic Make(DiagnosticDescriptor descriptor, ServiceRequest request, string what, string help, string? requestId) =>
        Diagnostic.Of(descriptor, $"{request.Service} {what}.", help: help) with { RequestId = requestId };
}
