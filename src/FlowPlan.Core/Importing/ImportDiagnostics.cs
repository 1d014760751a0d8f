using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>The findings of importing objects and removing them from the state.</summary>
internal static class ImportDiagnostics
{
    public static Diagnostic NotDeclared(string text, IEnumerable<ResourceAddress> declared) =>
        Diagnostic.Of(
            ImportDescriptors.NotDeclared,
            $"the manifest declares no '{text}'",
            help: DidYouMean.Help(text, declared.Select(a => a.ToString()), "it declares nothing"));

    public static Diagnostic OnlyReferredTo(DesiredResource desired) =>
        Of(desired, ImportDescriptors.ReadOnlyReference, "only refers to an existing object", "remove 'existing' from the block to manage the object");

    public static Diagnostic OnRecord(DesiredResource desired, ResourceState state, string id) =>
        Of(
            desired,
            ImportDescriptors.AlreadyManaged,
            $"is already managed as {state.Id}, not as {id}",
            $"to import the other object, run 'flowplan state rm {desired.Address}' first");

    public static Diagnostic ManagedAlready(DesiredResource desired, string id, ResourceAddress owner) =>
        Of(
            desired,
            ImportDescriptors.ManagedByOther,
            $"cannot import {id}: it is already managed by {owner}",
            $"to rename, write a 'moved' block from {owner} to {desired.Address}");

    public static Diagnostic NoSuchObject(DesiredResource desired, string id) =>
        Of(
            desired,
            ImportDescriptors.ObjectNotFound,
            $"cannot import {id}: the sandbox has no such {desired.Address.Kind}",
            "check the ID, the kind, the sandbox and your access");

    public static Diagnostic NotFound(DesiredResource desired) =>
        Of(
            desired,
            ImportDescriptors.NoMatch,
            "was not found: no unmanaged object has its natural key",
            $"the next apply creates it; if it exists with another name, run 'flowplan import {desired.Address} <id>'");

    public static Diagnostic Ambiguous(DesiredResource desired, IReadOnlyList<LiveObject> alike) =>
        Of(
            desired,
            ImportDescriptors.Ambiguous,
            $"matches {alike.Count} objects; none was imported",
            $"run 'flowplan import {desired.Address} <id>' with the right one") with
        { Details = CandidateLines.Of(alike) };

    public static Diagnostic Unfit(DesiredResource desired, LiveObject live, IReadOnlyList<FieldDifference> forcing) =>
        Of(
            desired,
            ImportDescriptors.NeedsReplacement,
            $"was not matched with {live.Id}: the object has its natural key, but differs in {Names(forcing)}, which cannot be changed in place",
            $"the next plan would replace it; if it is yours, run 'flowplan import {desired.Address} {live.Id}'") with
        { Details = CandidateLines.Of([live]) };

    public static Diagnostic NeedsOthers(DesiredResource desired, IEnumerable<ResourceAddress> missing) =>
        Of(
            desired,
            ImportDescriptors.NeedsDependency,
            $"cannot be looked up: it is found by what it refers to, and {string.Join(", ", missing)} is not in the state",
            $"import that first, or run 'flowplan import {desired.Address} <id>'");

    public static Diagnostic NotRecorded(string text, IEnumerable<ResourceAddress> recorded) =>
        Diagnostic.Of(
            ImportDescriptors.NotInState,
            $"the lockfile has no '{text}'",
            help: DidYouMean.Help(text, recorded.Select(a => a.ToString()), "it records nothing"));

    public static Diagnostic OthersMark(DesiredResource desired, IReadOnlyList<LiveObject> others, Func<LiveObject, string?> ownerOf) =>
        Of(
            desired,
            ImportDescriptors.MarkedByOther,
            $"was not matched with the object that has its natural key: it belongs to {string.Join(", ", others.Select(l => $"'{ownerOf(l)}'").Distinct())}",
            $"refer to it with 'existing'; or, once that project no longer manages it, import it with --take-over") with
        { Details = CandidateLines.Of(others) };

    public static Diagnostic OtherProject(DesiredResource desired, string id, string owner) =>
        Of(
            desired,
            ImportDescriptors.MarkedByOther,
            $"cannot import {id}: it belongs to the project '{owner}'",
            "refer to it with 'existing'; or, once that project no longer manages it, import it with --take-over");

    public static Diagnostic WouldReplace(DesiredResource desired, string id, IReadOnlyList<FieldDifference> forcing) =>
        Diagnostic.Of(
            ImportDescriptors.WouldReplace,
            $"{desired.Address}: the next plan would replace {id}, since {Names(forcing)} cannot be changed in place",
            desired.Span,
            $"if that is the wrong object, run 'flowplan state rm {desired.Address}'") with
        { Address = desired.Address };

    public static Diagnostic HasUnsupportedPart(DesiredResource desired, LiveObject live) =>
        Of(
            desired,
            ImportDescriptors.HasUnsupportedPart,
            $"was not imported: {live.Id} has a part that FlowPlan does not support: {live.Unsupported}",
            "an update would keep that part, a replacement would lose it; refer to the object with 'existing', or import it with --force") with
        { Details = CandidateLines.Of([live]) };

    private static Diagnostic Of(DesiredResource desired, DiagnosticDescriptor descriptor, string what, string help) =>
        Diagnostic.Of(descriptor, $"{desired.Address} {what}", desired.Span, help) with { Address = desired.Address };

    private static string Names(IEnumerable<FieldDifference> differences) =>
        string.Join(", ", differences.Select(d => $"'{d.DisplayPath}'"));
}
