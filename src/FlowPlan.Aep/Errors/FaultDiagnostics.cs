using FlowPlan.Aep.Http;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using Polly.Timeout;

namespace FlowPlan.Aep.Errors;

/// <summary>Findings about calls to which no trustworthy answer came: FP3010 to FP3017.</summary>
internal static class FaultDiagnostics
{
    /// <summary>The exception for a fault of the network; null for one that is not of the network.</summary>
    public static ProviderException? Of(ServiceRequest request, CallState state, string host, Exception fault)
    {
        var (descriptor, what, help) = fault switch
        {
            ResponseTooLongException => (ServiceDescriptors.ResponseTooLong, $"answered {request.Display} with more than is read", "Check that the URL is that of the service; raise the limit only for an answer known to be that long."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => (ServiceDescriptors.TlsFailed, $"could not be reached over TLS at {host}", "Check the certificate of the host and of any proxy in between; is a company certificate missing on this machine?"),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (ServiceDescriptors.Unreachable, $"could not be reached: the name {host} is not known", "Check the URL, the DNS and the proxy settings (HTTPS_PROXY)."),
            HttpRequestException when NetworkHandler.NothingWasSent(fault) => (ServiceDescriptors.Unreachable, $"could not be reached at {host}", "Check the URL, the network and the proxy settings (HTTPS_PROXY)."),
            TimeoutRejectedException => (ServiceDescriptors.ResponseTimeout, $"did not answer {request.Display} in time", "Run the command again; a call whose effect is unknown is looked up before anything is sent again."),
            HttpRequestException or IOException => (ServiceDescriptors.ConnectionLost, $"cut the connection during {request.Display}", "Run the command again; a call whose effect is unknown is looked up before anything is sent again."),
            _ => default,
        };
        return descriptor is null ? null : new(Make(descriptor, request, state, what, help), FateOf(request, state.MayHaveHappened), fault);
    }

    /// <summary>The answer is not what the service's contract says.</summary>
    public static ProviderException Garbage(ServiceRequest request, string? requestId, string why, Exception? inner = null) =>
        new(
            Diagnostic.Of(
                ServiceDescriptors.InvalidResponse,
                $"{request.Service} answered {request.Display} with something that is not understood: {why}.",
                help: "Check that the URL is that of the service and that no proxy answers in its place; a call whose effect is unknown is looked up before anything is sent again.") with
            { RequestId = requestId },
            FateOf(request, mayHaveHappened: true),
            inner);

    /// <summary>A redirect that is not followed.</summary>
    public static ProviderException Redirect(ServiceRequest request, int status, string? toHost, string? requestId) =>
        new(
            Diagnostic.Of(
                ServiceDescriptors.Redirected,
                $"{request.Service} sent {request.Display} on to {toHost ?? "nowhere"} ({status}); that is not followed, since the access token would go along.",
                help: "Use the URL of the service itself as the target.") with
            { RequestId = requestId },

            // Some answer a create that was carried out with where to look at what it made.
            FateOf(request, mayHaveHappened: true));

    /// <summary>Paging that does not come to an end.</summary>
    public static ProviderException EndlessPages(ServiceRequest request) =>
        new(
            Diagnostic.Of(ServiceDescriptors.PaginationLoop, $"{request.Service} pages without end: {request.Display} gave what an earlier page had, and leads on.", help: "Run the command again; should it last, tell Adobe support."),
            CallEffect.None);

    private static CallEffect FateOf(ServiceRequest request, bool mayHaveHappened) =>
        mayHaveHappened && !request.IsRead ? CallEffect.Unknown : CallEffect.None;

    private static Diagnostic Make(DiagnosticDescriptor descriptor, ServiceRequest request, CallState state, string what, string help) =>
        Diagnostic.Of(descriptor, $"{request.Service} {what}.", help: help) with { RequestId = state.RequestId };
}
