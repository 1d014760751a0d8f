using FlowPlan.Aep.Errors;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http;

/// <summary>What a service answered: success, or an error in one of its envelopes.</summary>
/// <param name="Request">The call.</param>
/// <param name="Response">The answer, on success.</param>
/// <param name="Error">The error otherwise.</param>
/// <param name="MayHaveHappened">Whether an attempt before the last may have been carried out.</param>
internal sealed record ServiceResult(ServiceRequest Request, ServiceResponse? Response, ServiceError? Error, bool MayHaveHappened)
{
    /// <summary>The answer.</summary>
    /// <exception cref="ProviderException">There was an error.</exception>
    public ServiceResponse EnsureSuccess() => Response ?? throw Failure();

    /// <summary>The error as an exception.</summary>
    public ProviderException Failure() => ErrorDiagnostics.Of(Request, Error!, MayHaveHappened);
}
