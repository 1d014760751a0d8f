using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Serialization;

/// <summary>The findings about the journal of an interrupted run.</summary>
internal static class JournalDiagnostics
{
    public static Diagnostic Damaged(string path, int line, string text) =>
        Diagnostic.Of(
            JournalDescriptors.JournalDamaged,
            $"the journal of an interrupted run is damaged: {text}",
            StateDiagnostics.At(path, line, 1),
            "keep a copy of the file, remove it, and run 'flowplan plan': the objects that run created show as unmanaged and can be imported");

    public static Diagnostic OtherLineage(string path, string recorded, string found) =>
        Diagnostic.Of(
            JournalDescriptors.JournalLineageMismatch,
            $"the journal of an interrupted run belongs to another lockfile: lineage '{found}', not '{recorded}'",
            SourceSpan.OfFile(path),
            "restore the lockfile from before that run, or move the journal away");

    public static Diagnostic NewerVersion(string path, long version) =>
        Diagnostic.Of(
            JournalDescriptors.JournalNewer,
            $"the journal of an interrupted run has format version {version}; this FlowPlan reads up to {JournalEntry.CurrentVersion}",
            SourceSpan.OfFile(path),
            "use the FlowPlan version that wrote it, or a newer one");
}
