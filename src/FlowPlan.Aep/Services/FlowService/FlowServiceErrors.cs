using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.FlowService;

/// <summary>Errors of Flow Service that mean something in particular.</summary>
internal static class FlowServiceErrors
{
    /// <summary>The object is in a state that passes by itself.</summary>
    public static bool IsTransient(ServiceError? error) =>
        error is { Status: 400, Number: 1416 or 1417 or 1420 or 1421 or 1457 or 1458 };

    /// <summary>A flow is in that state already, or cannot be brought there from where it is.</summary>
    public static bool IsWrongState(ServiceError? error) => error is { Status: 400, Number: 1422 };

    /// <summary>The error as an exception, in-use errors named as such.</summary>
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
                    "refused since flows still use the object:",
                    "Delete those flows first; flows that this manifest does not know can be found in the Sources catalog."),
                CallEffect.None);
        }

        return IsTransient(error)
            ? new(
                ErrorDiagnostics.Make(
                    ServiceDescriptors.TransientState,
                    result.Request,
                    error,
                    "still had the object in a passing state after a long wait and refused",
                    "Look at the object in the Sources catalog, then run the command again."),
                CallEffect.None)
            : result.Failure();
    }
}
