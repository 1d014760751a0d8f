using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>The findings about calls whose answers never came.</summary>
internal static class FateDiagnostics
{
    public static Diagnostic Reread(JournalIntent call) => call.Operation == OperationKind.Delete
        ? Diagnostic.Of(RecoveryDescriptors.RecoveredDelete, $"{call.Address}: an earlier run was cut off while it deleted {call.TargetId}; what is there now counts") with
        { Address = call.Address }
        : Diagnostic.Of(RecoveryDescriptors.RecoveredUpdate, $"{call.Address}: an earlier run was cut off while it changed {call.TargetId}; what is there now counts") with
        { Address = call.Address };

    public static Diagnostic OtherChosen(ResourceAddress address, string chosen, IReadOnlyList<LiveObject> alike) =>
        Diagnostic.Of(
            RecoveryDescriptors.AdoptsOtherObject,
            $"{address} is to adopt {chosen}, but an earlier run was cut off while it created the object, and {(alike.Count == 1 ? "another one" : $"{alike.Count} others")} could be what it made",
            help: "adopt one of those listed, or delete them on the platform, then run again") with
        {
            Address = address,
            Details = Candidates(alike),
        };

    public static Diagnostic LeftOver(ResourceAddress address, IReadOnlyList<LiveObject> others) =>
        Diagnostic.Of(
            RecoveryDescriptors.UnmanagedLeftover,
            $"{address}: {(others.Count == 1 ? "another object bears" : $"{others.Count} other objects bear")} the same name and belong{(others.Count == 1 ? "s" : string.Empty)} to no resource",
            help: "delete what nobody needs") with
        {
            Address = address,
            Details = Candidates(others),
        };

    public static Diagnostic CannotBeFoundAgain(ResourceAddress address) =>
        Diagnostic.Of(
            RecoveryDescriptors.CannotBeFoundAgain,
            $"{address}: there is nothing by which the object could be found again should the answer to its create call be lost",
            help: "give it a name") with
        { Address = address };

    public static Diagnostic CannotLook(ResourceAddress address, Diagnostic cause, Diagnostic obstacle) =>
        Diagnostic.Of(
            RecoveryDescriptors.LookupFailed,
            $"{address}: no trustworthy answer came to the create call ({cause.Message}), and what came of it cannot be looked up ({obstacle.Message})",
            help: "it was not sent again; the next run looks the object up before it sends anything") with
        {
            Address = address,
            RequestId = cause.RequestId,
        };

    /// <summary>The objects to choose from, with the line that chooses each.</summary>
    public static IReadOnlyList<string> Candidates(IReadOnlyList<LiveObject> alike) =>
        [.. alike
            .OrderBy(l => l.Id, StringComparer.Ordinal)
            .Select(l => l.Name is null ? $"adopt: {l.Id}" : $"adopt: {l.Id}  # {l.Name}")];
}
