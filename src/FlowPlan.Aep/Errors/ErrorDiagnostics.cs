using FlowPlan.Aep.Http;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Errors;

/// <summary>Findings about calls that a service refused: FP3020 to FP3027.</summary>
internal static class ErrorDiagnostics
{
    /// <summary>The exception for an error that nobody knows better how to handle.</summary>
    public static ProviderException Of(ServiceRequest request, ServiceError error, bool mayHaveHappened)
    {
        var (descriptor, what, help) = Explain(error);
        return new(Make(descriptor, request, error, what, help), FateOf(request, error, mayHaveHappened));
    }

    /// <summary>A finding that names the call, what the service said and its request id.</summary>
    public static Diagnostic Make(DiagnosticDescriptor descriptor, ServiceRequest request, ServiceError error, string what, string help)
    {
        var said = error.Message is null ? string.Empty : $": {error.Message.TrimEnd('.')}";
        var own = error.Code is null ? $"{error.Status}" : $"{error.Status}, {error.Code}";
        return Diagnostic.Of(descriptor, $"{request.Service} {what} {request.Display} ({own}){said}.", help: help) with
        {
            RequestId = error.RequestId,
        };
    }

    private static CallEffect FateOf(ServiceRequest request, ServiceError error, bool mayHaveHappened) => error.Status switch
    {
        _ when request.IsRead => CallEffect.None,
        // An earlier attempt of ours may be what moved the object.
        412 when mayHaveHappened => CallEffect.Unknown,
        412 => CallEffect.PreconditionFailed,
        429 => mayHaveHappened ? CallEffect.Unknown : CallEffect.None,
        408 or >= 500 => CallEffect.Unknown,
        _ => mayHaveHappened ? CallEffect.Unknown : CallEffect.None,
    };

    private static (DiagnosticDescriptor Descriptor, string What, string Help) Explain(ServiceError error) => error.Status switch
    {
        401 => (ServiceDescriptors.TokenRejected, "did not accept the access token for", "Check FLOWPLAN_ACCESS_TOKEN (it may have expired), or FLOWPLAN_CLIENT_ID and FLOWPLAN_CLIENT_SECRET."),
        403 => (ServiceDescriptors.AccessDenied, "refused access to", Forbidden(error)),
        404 => (ServiceDescriptors.NotFound, "does not have what was asked for by", "Check the id and the sandbox. An object that access labels hide is answered like one that is not there."),
        412 => (ServiceDescriptors.PreconditionFailed, "found the object changed since it was read and refused", "Run plan again: somebody else has changed the object meanwhile."),
        429 => (ServiceDescriptors.RateLimited, "had too many calls and kept turning away", "Wait a while, or lower --parallelism."),
        >= 500 => (ServiceDescriptors.ServiceFailed, "failed on", "Run the command again; should it last, tell Adobe support the request id."),
        _ => (ServiceDescriptors.RequestRejected, "refused", "Correct what the service names, then run the command again."),
    };

    private static string Forbidden(ServiceError error) => error.Code switch
    {
        "403010" => "The call bore no token: check FLOWPLAN_ACCESS_TOKEN, or FLOWPLAN_CLIENT_ID and FLOWPLAN_CLIENT_SECRET.",
        "403000" or "403003" => "Check FLOWPLAN_API_KEY: it must be the client id of the project that the token was made for.",
        "403025" => "Check FLOWPLAN_ORG_ID: the credentials do not belong to that organization.",
        _ => "Ask an administrator to give the credential a role with permissions on this sandbox and service in the Admin Console.",
    };
}
