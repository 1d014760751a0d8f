using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http;

/// <summary>The result of a call: a successful response, or an error in one of the services' formats.</summary>
/// <param name="Request">The call.</param>
/// <param name="Response">The response, on success.</param>
/// <param name="Error">The error otherwise.</param>
/// <param name="State">The state of the call after its last attempt.</param>
internal sealed record ServiceResult(ServiceRequest Request, ServiceResponse? Response, ServiceError? Error, CallState State)
{
    /// <summary>The response.</summary>
    /// <exception cref="ProviderException">The call failed.</exception>
    public ServiceResponse EnsureSuccess() => Response ?? throw Failure();

    /// <summary>The response; null if the object does not exist (404).</summary>
    /// <exception cref="ProviderException">The call failed otherwise.</exception>
    public ServiceResponse? OrNotFound() => Error?.Status == 404 ? null : EnsureSuccess();

    /// <summary>Checks that the object is deleted: by this call, or before it (404).</summary>
    /// <exception cref="ProviderException">The call failed otherwise.</exception>
    public void EnsureDeleted() => OrNotFound();

    /// <summary>The error as an exception.</summary>
    public ProviderException Failure() => ErrorDiagnostics.Of(Request, Error!, State);
}
