using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>The findings of applying.</summary>
internal static class ApplyDiagnostics
{
    public static Diagnostic NotKept(ResourceAddress address, string id, IReadOnlyList<FieldDifference> differences) =>
        Diagnostic.Of(
            ApplyDescriptors.FieldNotKept,
            $"{address}: the service took the call but did not keep {string.Join(", ", differences.Select(d => $"'{d.DisplayPath}'"))} as written",
            help: "the object is recorded; look at it, and set the fields to what the service accepts or list them under lifecycle.ignoreChanges") with
        {
            Address = address,
            Details = [$"id: {id}", .. differences.Select(d => $"{d.DisplayPath}: wanted {Show(d.Planned)}, found {Show(d.Live)}")],
        };

    public static Diagnostic Vanished(ResourceAddress address, string id) =>
        Diagnostic.Of(
            ApplyDescriptors.CannotReadBack,
            $"{address}: {id} was written but cannot be read back",
            help: "it is recorded; run 'flowplan plan' in a minute to see whether it is there") with
        { Address = address };

    public static Diagnostic FateUnknown(ResourceAddress address, Diagnostic cause) =>
        Diagnostic.Of(
            RecoveryDescriptors.CreateOutcomeUnknown,
            $"{address}: no trustworthy answer came to the create call, and no object of that name shows ({cause.Message})",
            help: "the next run looks the object up again before it sends anything") with
        {
            Address = address,
            RequestId = cause.RequestId,
        };

    public static Diagnostic FateAmbiguous(ResourceAddress address, IReadOnlyList<LiveObject> alike) =>
        Diagnostic.Of(
            RecoveryDescriptors.CreateOutcomeAmbiguous,
            $"{address}: no trustworthy answer came to the create call, and {alike.Count} objects could be what it made",
            help: "write the line of the right one into the block, or delete on the platform what is not wanted; then run again") with
        {
            Address = address,
            Details = FateDiagnostics.Candidates(alike),
        };

    public static Diagnostic Aborted(ResourceAddress address) =>
        Diagnostic.Of(
            ApplyDescriptors.CallAborted,
            $"{address}: stopped while the call was in flight",
            help: "the next run looks up what came of it") with
        { Address = address };

    public static Diagnostic RecoveredMade(ResourceAddress address, string id) =>
        Diagnostic.Of(RecoveryDescriptors.RecoveredCreate, $"{address}: an earlier run was cut off after it had created {id}, which is its object now") with
        { Address = address };

    public static Diagnostic RecoveredNotMade(ResourceAddress address) =>
        Diagnostic.Of(RecoveryDescriptors.RecoveredNothing, $"{address}: an earlier run was cut off before it was created; nothing came of that call") with
        { Address = address };

    public static Diagnostic Internal(ResourceAddress address, Exception fault) =>
        Diagnostic.Of(
            ApplyDescriptors.InternalError,
            $"{address}: an error in FlowPlan itself: {fault.GetType().Name}: {fault.Message}",
            help: "nothing is lost; please report it with the output of --log-level trace") with
        { Address = address };

    private static string Show(Value? value) => value is null ? "nothing" : $"'{value}'";
}
