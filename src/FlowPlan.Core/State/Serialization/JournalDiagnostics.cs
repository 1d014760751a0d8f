using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Serialization;

/// <summary>The findings about the journal of a run.</summary>
internal static class JournalDiagnostics
{
    public static Diagnostic Damaged(string path, int line, string text) =>
        Diagnostic.Of(
            JournalDescriptors.JournalDamaged,
            $"the journal of an earlier run is damaged: {text}",
            StateDiagnostics.At(path, line, 1),
            "keep a copy of the file, remove it, and run 'flowplan plan': what that run made shows as unclaimed and can be adopted");

    public static Diagnostic OtherLineage(string path, string recorded, string found) =>
        Diagnostic.Of(
            JournalDescriptors.JournalLineageMismatch,
            $"the journal of an earlier run belongs to another lockfile: to lineage '{found}', not '{recorded}'",
            SourceSpan.OfFile(path),
            "put the lockfile back that was there before that run, or move the journal away");
}
