using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>The findings of adopting and forgetting.</summary>
internal static class ImportDiagnostics
{
    public static Diagnostic NotDeclared(string text, IEnumerable<ResourceAddress> declared) =>
        Diagnostic.Of(
            ImportDescriptors.NotDeclared,
            $"the manifest declares no '{text}'",
            help: DidYouMean.Help(text, declared.Select(a => a.ToString()), "it declares nothing"));

    public static Diagnostic OnlyReferredTo(DesiredResource desired) =>
        Of(desired, ImportDescriptors.ReadOnlyReference, "refers to an existing object and manages none", "take 'existing' out of the block to manage the object");

    public static Diagnostic OnRecord(DesiredResource desired, ResourceState state, string id) =>
        Of(
            desired,
            ImportDescriptors.AlreadyManaged,
            $"is on record already, as {state.Id} and not as {id}",
            $"to take the other object, run 'flowplan forget {desired.Address}' first");

    public static Diagnostic ManagedAlready(DesiredResource desired, string id, ResourceAddress owner) =>
        Of(
            desired,
            ImportDescriptors.ManagedByOther,
            $"cannot take {id}: {owner} manages it already",
            $"to rename, write a 'moved' block from {owner} to {desired.Address}");

    public static Diagnostic NoSuchObject(DesiredResource desired, string id) =>
        Of(
            desired,
            ImportDescriptors.ObjectNotFound,
            $"cannot take {id}: the sandbox has no such {desired.Address.Kind}",
            "check the id, that it is one of this kind, the sandbox and your access");

    public static Diagnostic NotFound(DesiredResource desired) =>
        Of(
            desired,
            ImportDescriptors.NoMatch,
            "was not found: no object without an owner bears its natural key",
            $"the next apply creates it; if it is there under another name, run 'flowplan adopt {desired.Address} <id>'");

    public static Diagnostic Ambiguous(DesiredResource desired, IReadOnlyList<LiveObject> alike) =>
        Of(
            desired,
            ImportDescriptors.Ambiguous,
            $"could be any of {alike.Count} objects; none was taken",
            $"run 'flowplan adopt {desired.Address} <id>' with the right one") with
        { Details = CandidateLines.Of(alike) };

    public static Diagnostic Unfit(DesiredResource desired, LiveObject live, IReadOnlyList<FieldDifference> forcing) =>
        Of(
            desired,
            ImportDescriptors.NeedsReplacement,
            $"was not taken to be {live.Id}: that object bears its natural key, but differs in {Names(forcing)}, which cannot be changed in place",
            $"the next plan would replace it; if it is yours, run 'flowplan adopt {desired.Address} {live.Id}'") with
        { Details = CandidateLines.Of([live]) };

    public static Diagnostic NeedsOthers(DesiredResource desired, IEnumerable<ResourceAddress> missing) =>
        Of(
            desired,
            ImportDescriptors.NeedsDependency,
            $"cannot be looked up: it is found by what it refers to, and {string.Join(", ", missing)} is not on record",
            $"adopt that first, or run 'flowplan adopt {desired.Address} <id>'");

    public static Diagnostic NotRecorded(string text, IEnumerable<ResourceAddress> recorded) =>
        Diagnostic.Of(
            ImportDescriptors.NotInState,
            $"the lockfile has no '{text}'",
            help: DidYouMean.Help(text, recorded.Select(a => a.ToString()), "it records nothing"));

    public static Diagnostic OthersMark(DesiredResource desired, IReadOnlyList<LiveObject> marked) =>
        Of(
            desired,
            ImportDescriptors.MarkedByOther,
            $"was not taken to be what bears its natural key: a tag says that it is managed as {string.Join(", ", marked.Select(l => $"'{l.Owner}'"))}",
            $"if that mark is left over from a former project or address, run 'flowplan adopt {desired.Address} <id>'") with
        { Details = CandidateLines.Of(marked) };

    public static Diagnostic WouldReplace(DesiredResource desired, string id, IReadOnlyList<FieldDifference> forcing) =>
        Diagnostic.Of(
            ImportDescriptors.WouldReplace,
            $"{desired.Address}: the next plan would replace {id}, since {Names(forcing)} cannot be changed in place",
            desired.Span,
            $"if that is the wrong object, run 'flowplan forget {desired.Address}'") with
        { Address = desired.Address };

    private static Diagnostic Of(DesiredResource desired, DiagnosticDescriptor descriptor, string what, string help) =>
        Diagnostic.Of(descriptor, $"{desired.Address} {what}", desired.Span, help) with { Address = desired.Address };

    private static string Names(IEnumerable<FieldDifference> differences) =>
        string.Join(", ", differences.Select(d => $"'{d.DisplayPath}'"));
}
