using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>The findings about calls whose answers did not arrive, in this run or in an interrupted one.</summary>
internal static class RecoveryDiagnostics
{
    public static Diagnostic OutcomeUnknown(ResourceAddress address, Diagnostic cause) =>
        Diagnostic.Of(
            RecoveryDescriptors.CreateOutcomeUnknown,
            $"{address}: outcome unknown: the create call got no trustworthy answer, and no object with that name exists ({cause.Message})",
            help: "the next run looks the object up again before it sends anything") with
        {
            Address = address,
            RequestId = cause.RequestId,
        };

    public static Diagnostic Ambiguous(ResourceAddress address, IReadOnlyList<LiveObject> matches) =>
        Diagnostic.Of(
            RecoveryDescriptors.CreateOutcomeAmbiguous,
            $"{address}: the create call got no trustworthy answer, and {matches.Count} objects match",
            help: "add the line of the right object to the block, or delete the unwanted objects on the platform; then rerun") with
        {
            Address = address,
            Details = Candidates(matches),
        };

    public static Diagnostic RecoveredCreated(ResourceAddress address, string id) =>
        Diagnostic.Of(RecoveryDescriptors.RecoveredCreate, $"{address}: recovered {id}, created by an interrupted run") with
        { Address = address };

    public static Diagnostic RecoveredNotCreated(ResourceAddress address) =>
        Diagnostic.Of(RecoveryDescriptors.RecoveredNothing, $"{address}: an interrupted run did not create it") with
        { Address = address };

    public static Diagnostic Interrupted(JournalIntent call) => call.Operation == OperationKind.Delete
        ? Diagnostic.Of(RecoveryDescriptors.RecoveredDelete, $"{call.Address}: interrupted delete of {call.TargetId}; using the live state") with
        { Address = call.Address }
        : Diagnostic.Of(RecoveryDescriptors.RecoveredUpdate, $"{call.Address}: interrupted update of {call.TargetId}; using the live state") with
        { Address = call.Address };

    public static Diagnostic OtherChosen(ResourceAddress address, string chosen, IReadOnlyList<LiveObject> matches) =>
        Diagnostic.Of(
            RecoveryDescriptors.AdoptsOtherObject,
            $"{address}: the manifest adopts {chosen}, but an interrupted run may have created {(matches.Count == 1 ? "another object" : $"one of {matches.Count} others")}",
            help: "adopt one of the objects below, or delete them on the platform; then rerun") with
        {
            Address = address,
            Details = Candidates(matches),
        };

    public static Diagnostic LeftOver(ResourceAddress address, IReadOnlyList<LiveObject> others) =>
        Diagnostic.Of(
            RecoveryDescriptors.UnmanagedLeftover,
            $"{address}: {(others.Count == 1 ? "1 unmanaged object has" : $"{others.Count} unmanaged objects have")} the same name",
            help: "delete the objects that are not needed") with
        {
            Address = address,
            Details = Candidates(others),
        };

    public static Diagnostic CannotBeFoundAgain(ResourceAddress address) =>
        Diagnostic.Of(
            RecoveryDescriptors.CannotBeFoundAgain,
            $"{address}: the object has no name by which it could be found if the answer to its create call were lost",
            help: "give it a name") with
        { Address = address };

    public static Diagnostic CannotLookUp(ResourceAddress address, Diagnostic cause, Diagnostic obstacle) =>
        Diagnostic.Of(
            RecoveryDescriptors.LookupFailed,
            $"{address}: outcome unknown: the create call got no trustworthy answer ({cause.Message}), and the object cannot be looked up ({obstacle.Message})",
            help: "the call was not sent again; the next run looks the object up before it sends anything") with
        {
            Address = address,
            RequestId = cause.RequestId,
        };

    /// <summary>The objects to choose from, with the line that chooses each.</summary>
    private static IReadOnlyList<string> Candidates(IReadOnlyList<LiveObject> matches) =>
        [.. matches
            .OrderBy(l => l.Id, StringComparer.Ordinal)
            .Select(l => l.Name is null ? $"adopt: {l.Id}" : $"adopt: {l.Id}  # {l.Name}")];
}
