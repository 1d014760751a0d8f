using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Encryption;

namespace FlowPlan.Core.State.Remote;

/// <summary>The findings about a shared state, where they differ from those about a lockfile.</summary>
internal static class RemoteDiagnostics
{
    private const string Restore = "list the versions with 'flowplan state history' and restore one with 'flowplan state rollback', or give the environment another location";

    private static readonly DiagnosticDescriptor[] KeepsHelp = [StateDescriptors.LockfileNewer, StateDescriptors.StateMoved, .. EncryptionDescriptors.All];

    public static Diagnostic JournalReplaced(string location) =>
        Diagnostic.Of(
            StateDescriptors.LockfileReplaced,
            "the journal of the state was changed by something else while this command held its lock",
            SourceSpan.OfFile(location),
            "nothing but FlowPlan may write there; run 'flowplan plan' to see what is recorded");

    public static Diagnostic Replaced(string location) =>
        Diagnostic.Of(
            StateDescriptors.LockfileReplaced,
            "the state was replaced by something else while this command held its lock",
            SourceSpan.OfFile(location),
            "nothing but FlowPlan may write there. The changes of this run are in the journal; restore the former state with 'flowplan state rollback' and rerun");

    /// <summary>A finding about the text of a lockfile or journal, with what to do on a server.</summary>
    public static Diagnostic OnServer(Diagnostic diagnostic) =>
        diagnostic.Help is null || KeepsHelp.Contains(diagnostic.Descriptor) ? diagnostic : diagnostic with { Help = Restore };
}
