using System.Globalization;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Errors;

/// <summary>Diagnostics for calls that a service rejected: FP3020 to FP3027.</summary>
internal static class ErrorDiagnostics
{
    /// <summary>What to do about rate limits.</summary>
    internal const string LowerParallelism = "Wait a while, or lower --parallelism.";

    /// <summary>The exception for an error that has no more specific one.</summary>
    public static ProviderException Of(ServiceRequest request, ServiceError error, CallState state)
    {
        var (descriptor, what, help) = Explain(error, state.Attempts);
        return new(Make(descriptor, request, error, what, help), OutcomeOf(request, error, state.MayHaveHappened));
    }

    /// <summary>A diagnostic with the call, the service's message and its request ID.</summary>
    /// <param name="descriptor">The kind of diagnostic.</param>
    /// <param name="request">The call.</param>
    /// <param name="error">The service's error.</param>
    /// <param name="what">What the service did, such as <c>rejected</c>.</param>
    /// <param name="help">What to do.</param>
    /// <param name="reason">Why, if it is known better than the service says.</param>
    public static Diagnostic Make(DiagnosticDescriptor descriptor, ServiceRequest request, ServiceError error, string what, string help, string? reason = null)
    {
        var ownCode = error.Code is null ? $"{error.Status}" : $"{error.Status}, {error.Code}";
        var reasons = string.Concat(((string?[])[reason, error.Message?.TrimEnd('.')]).OfType<string>().Select(text => $": {text}"));
        return Diagnostic.Of(descriptor, $"{request.Service} {what} {request.Display} ({ownCode}){reasons}.", help: help) with
        {
            RequestId = error.RequestId,
        };
    }

    private static CallEffect OutcomeOf(ServiceRequest request, ServiceError error, bool mayHaveHappened) =>
        request.IsRead ? CallEffect.None

        // After 412, an earlier attempt of this call may be what changed the object.
        : mayHaveHappened ? CallEffect.Unknown
        : error.Status == 412 ? CallEffect.PreconditionFailed
        : CallEffect.None;

    private static (DiagnosticDescriptor Descriptor, string What, string Help) Explain(ServiceError error, int attempts) => error.Status switch
    {
        401 => (ServiceDescriptors.TokenRejected, "rejected the access token for", "Check FLOWPLAN_ACCESS_TOKEN (it may have expired), or FLOWPLAN_CLIENT_ID and FLOWPLAN_CLIENT_SECRET."),
        403 => (ServiceDescriptors.AccessDenied, "denied access to", Forbidden(error)),
        404 => (ServiceDescriptors.NotFound, "returned Not Found for", "Check the ID and the sandbox. An object that access labels hide also gives 404."),
        412 => (ServiceDescriptors.PreconditionFailed, "found that the object changed since it was read, and rejected", "Run plan again: somebody else has changed the object."),
        429 => (ServiceDescriptors.RateLimited, attempts > 1 ? $"rate-limited the last of {attempts.ToString(CultureInfo.InvariantCulture)} attempts of" : "rate-limited", LowerParallelism),
        >= 500 => (ServiceDescriptors.ServiceFailed, "failed to process", "Rerun the command; if it fails again, give the request ID to Adobe support."),
        _ => (ServiceDescriptors.RequestRejected, "rejected", "Fix the reported problem, then rerun the command."),
    };

    private static string Forbidden(ServiceError error) => error.Code switch
    {
        "403010" => "The call carried no token: check FLOWPLAN_ACCESS_TOKEN, or FLOWPLAN_CLIENT_ID and FLOWPLAN_CLIENT_SECRET.",
        "403000" or "403003" => "Check FLOWPLAN_API_KEY: it must be the client ID of the project for which the token was created.",
        "403025" => "Check FLOWPLAN_ORG_ID: the credentials do not belong to that organization.",
        _ => "Ask an administrator to give the credential a role with permissions on this sandbox and service in the Admin Console.",
    };
}
