using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.FlowService;

/// <summary>Errors of Flow Service with a meaning of their own.</summary>
internal static class FlowServiceErrors
{
    /// <summary>The object is in a state that changes by itself.</summary>
    public static bool IsTransient(ServiceError? error) =>
        error is { Status: 400, Number: 1416 or 1417 or 1420 or 1421 or 1457 or 1458 };

    /// <summary>The flow is already in the requested state, or cannot change from its state to that one.</summary>
    public static bool IsWrongState(ServiceError? error) => error is { Status: 400, Number: 1422 };

    /// <summary>The error as an exception.</summary>
    public static ProviderException Failure(ServiceResult result)
    {
        var error = result.Error!;
        if (error.Number is 1418 or 1447)
        {
            return new(
                ErrorDiagnostics.Make(
                    ServiceDescriptors.StillInUse,
                    result.Request,
                    error,
                    "rejected",
                    "Delete those flows first; flows that are not in this manifest are listed in the Sources catalog.",
                    reason: "flows still use the object"),
                CallEffect.None);
        }

        return IsTransient(error)
            ? new(
                ErrorDiagnostics.Make(
                    ServiceDescriptors.TransientState,
                    result.Request,
                    error,
                    "rejected",
                    "Check the object in the Sources catalog, then rerun the command.",
                    reason: result.State.MayHaveHappened
                        ? "the object is in a transient state, and an earlier attempt may have been applied"
                        : "the object was still in a transient state after several minutes"),
                result.Failure().Effect)
            : result.Failure();
    }
}
