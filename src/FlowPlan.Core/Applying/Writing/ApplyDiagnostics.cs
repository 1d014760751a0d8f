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
        Diagnostic.Error(
            "FP5001",
            $"{address}: the service took the call but did not keep {string.Join(", ", differences.Select(d => $"'{d.DisplayPath}'"))} as written",
            help: "the object is recorded; look at it, and set the fields to what the service accepts or list them under lifecycle.ignoreChanges") with
        {
            Address = address.ToString(),
            Details = [$"id: {id}", .. differences.Select(d => $"{d.DisplayPath}: wanted {Show(d.Planned)}, found {Show(d.Live)}")],
        };

    public static Diagnostic Vanished(ResourceAddress address, string id) =>
        Diagnostic.Error(
            "FP5002",
            $"{address}: {id} was written but cannot be read back",
            help: "it is recorded; run 'flowplan plan' in a minute to see whether it is there") with
        { Address = address.ToString() };

    public static Diagnostic FateUnknown(ResourceAddress address, Diagnostic cause) =>
        Diagnostic.Error(
            "FP5003",
            $"{address}: no trustworthy answer came to the create call, and no object of that name shows ({cause.Message})",
            help: "the next run looks the object up again before it sends anything") with
        {
            Address = address.ToString(),
            RequestId = cause.RequestId,
        };

    public static Diagnostic FateAmbiguous(ResourceAddress address, IReadOnlyList<LiveObject> alike) =>
        Diagnostic.Error(
            "FP5004",
            $"{address}: no trustworthy answer came to the create call, and {alike.Count} objects could be what it made",
            help: "write the line of the right one into the block, or delete on the platform what is not wanted; then run again") with
        {
            Address = address.ToString(),
            Details = FateDiagnostics.Candidates(alike),
        };

    public static Diagnostic Aborted(ResourceAddress address) =>
        Diagnostic.Error(
            "FP5005",
            $"{address}: stopped while the call was in flight",
            help: "the next run looks up what came of it") with
        { Address = address.ToString() };

    public static Diagnostic RecoveredMade(ResourceAddress address, string id) =>
        Diagnostic.Info("FP5006", $"{address}: an earlier run was cut off after it had created {id}, which is its object now") with
        { Address = address.ToString() };

    public static Diagnostic RecoveredNotMade(ResourceAddress address) =>
        Diagnostic.Info("FP5007", $"{address}: an earlier run was cut off before it was created; nothing came of that call") with
        { Address = address.ToString() };

    public static Diagnostic Internal(ResourceAddress address, Exception fault) =>
        Diagnostic.Error(
            "FP9001",
            $"{address}: an error in FlowPlan itself: {fault.GetType().Name}: {fault.Message}",
            help: "nothing is lost; please report it with the output of --log-level trace") with
        { Address = address.ToString() };

    private static string Show(Value? value) => value is null ? "nothing" : $"'{value}'";
}
