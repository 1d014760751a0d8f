using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Findings;

/// <summary>The findings of planning.</summary>
internal static class PlanDiagnostics
{
    /// <param name="desired">The resource to create.</param>
    /// <param name="name">Its name.</param>
    /// <param name="alike">The unmanaged objects.</param>
    /// <param name="isConcurrent">Whether a running command may be creating them.</param>
    public static Diagnostic ExistsUnmanaged(DesiredResource desired, string? name, IReadOnlyList<LiveObject> alike, bool isConcurrent)
    {
        var found = ExistsUnmanaged(desired, name, alike);
        return isConcurrent ? found with { Help = "the command that is running may have created it; run this again when that command has ended" } : found;
    }

    private static Diagnostic ExistsUnmanaged(DesiredResource desired, string? name, IReadOnlyList<LiveObject> alike)
    {
        var which = name is null ? string.Empty : $" named '{name}'";
        return alike.Count == 1
            ? Diagnostic.Of(
                PlanDescriptors.Unmanaged,
                $"{desired.Address} would be created, but the sandbox already has an unmanaged object{which}: {alike[0].Id}",
                desired.Span,
                $"to manage that object, run 'flowplan import {desired.Address} {alike[0].Id}' or write 'adopt: {alike[0].Id}' into the block; to make a second one, choose another name") with
            { Address = desired.Address }
            : Diagnostic.Of(
                PlanDescriptors.UnmanagedAmbiguous,
                $"{desired.Address} would be created, but the sandbox already has {alike.Count} unmanaged objects{which}",
                desired.Span,
                $"to manage one of them, run 'flowplan import {desired.Address} <id>' with the right one or write 'adopt: <id>' into the block; to make another, choose another name") with
            {
                Address = desired.Address,
                Details = CandidateLines.Of(alike),
            };
    }

    public static Diagnostic LockfileLost(int unmanaged) =>
        Diagnostic.Of(
            PlanDescriptors.LockfileLost,
            FormattableString.Invariant($"there is no lockfile, and {unmanaged} of the declared resources already exist"),
            help: "if the lockfile was lost, 'flowplan import --all' imports them again without changing them");

    public static Diagnostic UnsupportedPart(PlannedAction action) =>
        Diagnostic.Of(
            PlanDescriptors.UnsupportedPart,
            $"{action.Address} ({action.Live!.Id}) has a part that FlowPlan does not support: {action.Live.Unsupported}",
            help: action.Kind == ActionKind.Replace
                ? "the replacement does not have that part; remove it from the live object first, or protect the object with 'preventDestroy'"
                : "changes keep that part; it is neither managed nor shown") with
        { Address = action.Address };

    /// <summary>An error of a resource that stays as it is: it does not prevent changes of others.</summary>
    public static Diagnostic UnchangedIsInvalid(ResourceAddress address, Diagnostic error) =>
        Diagnostic.Of(PlanDescriptors.UnchangedIsInvalid, $"{address} stays as it is, but {error.Message} ({error.Code})", error.Span, error.Help ?? PlanDescriptors.UnchangedIsInvalid.Remedy) with
        { Address = address };

    /// <summary>A reference to an existing object that no object matches, or several.</summary>
    public static Diagnostic ExistingNotSingle(DesiredResource desired, IReadOnlyList<LiveObject> alike) =>
        alike.Count == 0 ? ExistingNotFound(desired) : ExistingAmbiguous(desired, alike);

    public static Diagnostic ValueNotKept(PlannedAction action, FieldDifference difference) =>
        Diagnostic.Of(
            PlanDescriptors.ValueNotKept,
            $"{action.Address}: the service did not keep '{difference.DisplayPath}' as written, and a new object would not differ",
            difference.Span,
            "declare the value that the service keeps, or list the field under lifecycle.ignoreChanges") with
        {
            Address = action.Address,
            Details = difference.IsSensitive ? [] : [$"wanted {ShowValue(difference.Planned)}, found {ShowValue(difference.Live)}"],
        };

    public static Diagnostic AdoptNotFound(DesiredResource desired) =>
        Diagnostic.Of(
            PlanDescriptors.AdoptNotFound,
            $"{desired.Address} is to adopt {desired.Adopt}, but the sandbox has no such {desired.Address.Kind}",
            desired.Span,
            "check the ID and the sandbox") with
        { Address = desired.Address };

    public static Diagnostic AdoptedTwice(DesiredResource desired, ResourceAddress owner) =>
        Diagnostic.Of(
            PlanDescriptors.AdoptManaged,
            $"{desired.Address} is to adopt {desired.Adopt}, which {owner} manages already",
            desired.Span,
            $"remove one of the two; to rename, write a 'moved' block from {owner} to {desired.Address}") with
        { Address = desired.Address };

    public static Diagnostic DescribedTwice(DesiredResource desired, string id, ResourceAddress other) =>
        Diagnostic.Of(
            PlanDescriptors.DescribedTwice,
            $"{desired.Address} describes {id}, as {other} does",
            desired.Span,
            "remove one of the two, or let one refer to another object") with
        { Address = desired.Address };

    public static Diagnostic Refused(DesiredResource desired, FieldDifference difference) =>
        Diagnostic.Of(
            PlanDescriptors.ChangeRefused,
            $"{desired.Address}: '{difference.DisplayPath}' cannot be changed{(difference.Planned is null ? " by removing it" : string.Empty)}",
            difference.Span ?? desired.Span,
            difference.Effect == FieldChangeEffect.Replace
                ? "an imported object is never replaced: declare the live value of the field, or import another object"
                : difference.Consequence ?? "declare a new resource beside this one instead") with
        { Address = desired.Address };

    public static Diagnostic DestroyPrevented(ResourceAddress address, SourceSpan? span, ActionKind action) =>
        Diagnostic.Of(
            PlanDescriptors.DestroyPrevented,
            $"{address} would be {ActionNames.Of(action).PastTense}, but it is protected by lifecycle.preventDestroy",
            span,
            "revert the change, or remove preventDestroy, apply, then retry") with
        { Address = address };

    public static Diagnostic CannotBeReplaced(DesiredResource desired, LiveObject live, string why) =>
        Diagnostic.Of(
            PlanDescriptors.ReplacementImpossible,
            $"{desired.Address} ({live.Id}) would be replaced, but {why}",
            desired.Span,
            "revert the change; to leave the object, declare a new resource beside it, with another name") with
        { Address = desired.Address };

    public static Diagnostic LiveNote(PlannedAction action, string note) =>
        Diagnostic.Of(PlanDescriptors.LiveNote, $"{action.Address} ({action.Live!.Id}): {note}", help: "nothing has to be done; the exit code does not change") with
        { Address = action.Address };

    public static Diagnostic NoSuchAttribute(ResourceAddress address, SourceSpan? span, Value.Reference reference) =>
        Diagnostic.Of(
            PlanDescriptors.AttributeMissing,
            $"{address} needs '{reference}', but the live object has no '{reference.Attribute}'",
            span,
            $"look at the object that {reference.Address} stands for") with
        { Address = address };

    public static Diagnostic MovedTargetTaken(MovedDeclaration move) =>
        Diagnostic.Of(
            PlanDescriptors.MovedTargetTaken,
            $"{move.From} cannot move to {move.To}: the lockfile already has an entry with that address",
            move.Span,
            "remove the 'moved' block, or move the other entry first");

    public static Diagnostic MovedTwice(MovedDeclaration move) =>
        Diagnostic.Of(
            PlanDescriptors.MovedTargetTaken,
            $"{move.From} cannot move to {move.To}: another 'moved' block has the same 'from' or 'to'",
            move.Span,
            "remove one of the two 'moved' blocks");

    public static Diagnostic LooksMoved(ResourceAddress from, ResourceAddress to, SourceSpan span) =>
        Diagnostic.Of(
            PlanDescriptors.LooksMoved,
            $"{from} would be deleted and {to} created just like it",
            span,
            $"if it was only renamed, write 'moved: [{{ from: {from}, to: {to} }}]' at the top level to keep the object") with
        { Address = to };

    public static Diagnostic ReplaceUnknown(ResourceAddress address, IEnumerable<string> known) =>
        Diagnostic.Of(
            PlanDescriptors.UnknownReplaceAddress,
            $"--replace names {address}, which is not a declared resource in the state",
            help: DidYouMean.Help(address.ToString(), known, "the state has no resource that can be replaced"));

    public static Diagnostic OnlyMatchesNothing(string pattern, IEnumerable<string> known) =>
        Diagnostic.Of(
            PlanDescriptors.OnlyMatchesNothing,
            $"--only names '{pattern}', which matches no resource of the manifest or the state",
            help: DidYouMean.Help(pattern, known, "there are no resources"));

    public static Diagnostic Stale(PlannedAction approved, LiveObject? now, StaleReason reason)
    {
        var change = LastChange.Of(now);
        var last = change.Length == 0 ? string.Empty : $"; last changed{change}";
        return Diagnostic.Of(
            PlanDescriptors.PlanOutdated,
            $"{approved.Address}{(approved.Live is null ? string.Empty : $" ({approved.Live.Id})")} is no longer as it was when the plan was approved: {Describe(reason)}{last}",
            help: "nothing was changed; plan again and review the new plan") with
        { Address = approved.Address };
    }

    public static Diagnostic OtherScope(ScopeDifference difference) =>
        Diagnostic.Of(
            PlanDescriptors.PlanScopeMismatch,
            $"the plan was made for {difference.PartName} '{difference.Here}', not for '{difference.There}'",
            help: difference.Part == ScopePart.Organization ? "use the credentials and the target that the plan was made with, or plan again" : "plan again");

    public static Diagnostic OtherLineage(string? then, string? now) =>
        Diagnostic.Of(
            PlanDescriptors.PlanLineageMismatch,
            then is null
                ? "the plan was made when there was no lockfile, and there is one now"
                : $"the plan was made from a lockfile of lineage {then}, and {(now is null ? "there is no lockfile now" : $"this one is of lineage {now}")}",
            help: "nothing was changed; plan again");

    public static Diagnostic ManifestChanged() =>
        Diagnostic.Of(
            PlanDescriptors.PlanManifestChanged,
            "the manifest, or a variable, changed since the plan was made",
            help: "nothing was changed; use the manifest and the variables of the plan, or plan again");

    public static Diagnostic ImportChanged(ImportedState then, ImportedState? now) =>
        Diagnostic.Of(
            PlanDescriptors.PlanImportChanged,
            now is null
                ? $"the plan was made with the import '{then.Name}', which the manifest does not have any more"
                : $"what the manifest imports as '{then.Name}' changed since the plan was made: the state of {then.Project} ({then.Environment}) had serial {then.Serial} then, and has {now.Serial} now",
            help: "nothing was changed; plan again");

    private static Diagnostic ExistingNotFound(DesiredResource desired) =>
        Diagnostic.Of(
            PlanDescriptors.ExistingNotFound,
            $"{desired.Address} refers to an existing object by {Describe(desired.Existing!)}, but the sandbox has none",
            desired.Span,
            "check the spelling, the sandbox and your access; an object hidden by access labels cannot be seen either") with
        { Address = desired.Address };

    private static Diagnostic ExistingAmbiguous(DesiredResource desired, IReadOnlyList<LiveObject> alike) =>
        Diagnostic.Of(
            PlanDescriptors.ExistingAmbiguous,
            $"{desired.Address} refers to an existing object by {Describe(desired.Existing!)}, and the sandbox has {alike.Count} such objects",
            desired.Span,
            "refer to it by ID") with
        {
            Address = desired.Address,
            Details = CandidateLines.Of(alike),
        };

    private static string ShowValue(Value? value) => value is null ? "nothing" : $"'{value}'";

    private static string Describe(ExistingCriteria criteria) => $"{criteria.Key} '{criteria.Text}'";

    private static string Describe(StaleReason reason) => reason switch
    {
        StaleReason.AlreadyExists => "it already exists",
        StaleReason.NothingToDo => "it needs no change any more",
        StaleReason.Deleted => "it was deleted",
        StaleReason.OtherAction(var now, var approved) => $"the action would now be '{now}', not '{approved}'",
        StaleReason.OtherMove(var now, var approved) => $"it would now move from {now?.ToString() ?? "no other address"}, not from {approved?.ToString() ?? "no other address"}",
        StaleReason.OtherObject => "it is another object now",
        StaleReason.Changed => "it was changed",
        _ => "other values would be written to it",
    };
}
