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
            $"{address}: the service accepted the call but did not keep {string.Join(", ", differences.Select(d => $"'{d.DisplayPath}'"))} as written",
            help: "the object is recorded; set the fields to what the service accepts, or list them under lifecycle.ignoreChanges") with
        {
            Address = address,
            Details = [$"id: {id}", .. differences.Select(d => $"{d.DisplayPath}: wanted {Show(d.Planned)}, found {Show(d.Live)}")],
        };

    public static Diagnostic ChangedDuringUpdate(ResourceAddress address, LiveObject live, IReadOnlyList<FieldDifference> differences) =>
        Diagnostic.Of(
            ApplyDescriptors.ChangedDuringUpdate,
            $"{address}: {live.Id} was changed on the platform{LastChange.Of(live)} while it was updated; nothing was overwritten",
            help: "run 'flowplan plan' to compare it with the manifest; add the changes to keep to the manifest, then apply") with
        {
            Address = address,
            Details = [.. differences.Select(d => $"{d.DisplayPath}: the manifest wants {Show(d.Planned)}, found {Show(d.Live)}")],
        };

    public static Diagnostic ChangeOverwritten(UpdateRequest request, LiveObject other) =>
        Diagnostic.Of(
            ApplyDescriptors.ChangeOverwritten,
            $"{request.Address}: {request.Live.Id} was changed on the platform{LastChange.Of(other)} between its read and its update; the update has overwritten that change",
            help: "the service cannot prevent this; if a value below is to be kept, write it into the manifest and apply") with
        {
            Address = request.Address,
            Details = ConflictingFields.Of(request, other, "was changed to"),
        };

    public static Diagnostic CannotReadBack(ResourceAddress address, string id) =>
        Diagnostic.Of(
            ApplyDescriptors.CannotReadBack,
            $"{address}: {id} was written but cannot be read back",
            help: "the object is recorded; run 'flowplan plan' in a minute to see whether it exists") with
        { Address = address };

    /// <summary>Why a call was not sent. Nobody sees it: the step counts as one that did not begin.</summary>
    public static Diagnostic NotBegun { get; } = Diagnostic.Of(ApplyDescriptors.CallAborted, "not sent: the run was stopped");

    public static Diagnostic Aborted(ResourceAddress address) =>
        Diagnostic.Of(
            ApplyDescriptors.CallAborted,
            $"{address}: outcome unknown: cancelled while the call was in flight",
            help: "the next run looks the object up before it sends anything") with
        { Address = address };

    public static Diagnostic NotReported(Exception fault) =>
        Diagnostic.Of(
            ApplyDescriptors.ProgressNotReported,
            $"the progress of the apply could not be written: {fault.Message}",
            help: "the apply itself was not affected; check the disk or the program that reads the output");

    public static Diagnostic NotSaved(Exception fault) =>
        Diagnostic.Of(
            ApplyDescriptors.InternalError,
            $"internal error in FlowPlan while saving the lockfile: {fault.GetType().Name}: {fault.Message}",
            help: "nothing is lost, the journal has all changes; report the error with the output of --log-level trace");

    public static Diagnostic Internal(ResourceAddress address, Exception fault) =>
        Diagnostic.Of(
            ApplyDescriptors.InternalError,
            $"{address}: internal error in FlowPlan: {fault.GetType().Name}: {fault.Message}",
            help: "nothing is lost; report the error with the output of --log-level trace") with
        { Address = address };

    private static string Show(Value? value) => value is null ? "nothing" : $"'{value}'";
}
