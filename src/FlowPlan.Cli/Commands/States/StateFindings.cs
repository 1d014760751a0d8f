using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Commands.States;

/// <summary>The findings of commands that replace or move a state.</summary>
internal static class StateFindings
{
    public static Diagnostic JournalLeft(string location) => Diagnostic.Of(
        StateCommandDescriptors.JournalLeft,
        "an interrupted run left a journal, which may be the only trace of an object",
        SourceSpan.OfFile(location),
        "run 'flowplan apply' first: it looks up what became of the calls of that run");

    public static Diagnostic DamagedJournal(string location) => Diagnostic.Of(
        StateCommandDescriptors.JournalLeft,
        "the journal of an interrupted run is damaged",
        SourceSpan.OfFile(location),
        "--discard-journal removes it; what that run created then shows as unmanaged in a plan, and can be imported");

    public static Diagnostic OtherLineage(string location, string there, string pushed) => Diagnostic.Of(
        StateCommandDescriptors.PushRefused,
        $"the lockfile there has the lineage '{there}', the pushed one '{pushed}': it is another state",
        SourceSpan.OfFile(location),
        "check --env and the manifest; --force replaces it all the same");

    public static Diagnostic NotNewer(string location, long there, long pushed) => Diagnostic.Of(
        StateCommandDescriptors.PushRefused,
        FormattableString.Invariant($"the lockfile there has serial {there}, the pushed one {pushed}: it would undo later changes"),
        SourceSpan.OfFile(location),
        "pull the current one, and change that; --force replaces it all the same");

    public static Diagnostic TargetInUse(string location, Lockfile there) => Diagnostic.Of(
        StateCommandDescriptors.TargetInUse,
        FormattableString.Invariant($"there is another state: lineage '{there.Lineage}', serial {there.Serial}, {there.Resources.Count} resources"),
        SourceSpan.OfFile(location),
        "choose another location, or another prefix in the URL");

    public static Diagnostic SameLocation(string location) => Diagnostic.Of(
        StateCommandDescriptors.TargetInUse, "the state is there already", SourceSpan.OfFile(location), "give --to another location");

    public static Diagnostic CopyDiffers(string location) => Diagnostic.Of(
        StateCommandDescriptors.CopyDiffers,
        "what was written there is not read back",
        SourceSpan.OfFile(location),
        "the state is still where it was, and is used there; check the server");

    public static Diagnostic NoFile(string file) => Diagnostic.Of(
        StateCommandDescriptors.PushRefused, "the file does not exist", SourceSpan.OfFile(file), "give a lockfile that 'flowplan state pull' wrote");

    public static Diagnostic CannotRename(string text) =>
        Diagnostic.Of(StateCommandDescriptors.CannotRename, text, help: "'flowplan state list' shows the addresses");
}
