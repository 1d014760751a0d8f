using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>The findings about lockfile, lock, journal and the files under them.</summary>
internal static class StateDiagnostics
{
    private const string Restore = "restore it from version control or from the .backup beside it";

    public static Diagnostic NotJson(string path, long line, long column, string text) =>
        Diagnostic.Error("FP6001", $"the lockfile is not valid JSON: {text}", At(path, line, column), Restore);

    public static Diagnostic ConflictMarkers(string path, int line) =>
        Diagnostic.Error(
            "FP6002",
            "the lockfile holds git conflict markers",
            At(path, line, 1),
            "check out one side (git checkout --theirs or --ours), then run 'flowplan plan': what the other side made shows as unclaimed and can be adopted");

    public static Diagnostic NewerVersion(string path, int version) =>
        Diagnostic.Error(
            "FP6003",
            $"the lockfile has format version {version}; this FlowPlan reads up to {Lockfile.CurrentVersion}",
            SourceSpan.OfFile(path),
            "use the FlowPlan version that wrote it, or a newer one");

    public static Diagnostic Malformed(string path, string text) =>
        Diagnostic.Error("FP6004", $"the lockfile is not of the form that FlowPlan writes: {text}", SourceSpan.OfFile(path), Restore);

    public static Diagnostic WrongChecksum(string path) =>
        Diagnostic.Error(
            "FP6005",
            "the lockfile was changed by something other than FlowPlan: its checksum does not fit its content",
            SourceSpan.OfFile(path),
            Restore);

    public static Diagnostic OtherOwner(string path, string what, string recorded, string asked, string help) =>
        Diagnostic.Error("FP6006", $"the lockfile belongs to {what} '{recorded}', not to '{asked}'", SourceSpan.OfFile(path), help);

    public static Diagnostic ReplacedMeanwhile(string path) =>
        Diagnostic.Error(
            "FP6007",
            "the lockfile was replaced by something else while this command held its lock",
            SourceSpan.OfFile(path),
            "what this run did is in the journal beside it; put the former lockfile back and run the command again");

    public static Diagnostic Held(string path, LockHolder? holder) =>
        Diagnostic.Error(
            "FP6101",
            holder is null
                ? "the lockfile is in use by another command"
                : $"the lockfile is in use: {holder.Describe()}",
            SourceSpan.OfFile(path),
            "wait for it to end, or give --lock-timeout a longer time") with
        { Details = holder?.JobUrl is { } url ? [$"job: {url}"] : [] };

    public static Diagnostic JournalDamaged(string path, int line, string text) =>
        Diagnostic.Error(
            "FP6201",
            $"the journal of an earlier run is damaged: {text}",
            At(path, line, 1),
            "keep a copy of the file, remove it, and run 'flowplan plan': what that run made shows as unclaimed and can be adopted");

    public static Diagnostic JournalOfOtherLineage(string path) =>
        Diagnostic.Error(
            "FP6202",
            "the journal of an earlier run belongs to another lockfile",
            SourceSpan.OfFile(path),
            "put the lockfile back that was there before that run, or move the journal away");

    public static Diagnostic CannotRead(string path, string text) =>
        Diagnostic.Error("FP6301", $"cannot read the file: {text}", SourceSpan.OfFile(path), "check that it is a file that you may read");

    public static Diagnostic CannotWrite(string path, string text) =>
        Diagnostic.Error(
            "FP6302",
            $"cannot write the file: {text}",
            SourceSpan.OfFile(path),
            "nothing that was on disk is lost; make room or give write access to the folder, then run the command again");

    private static SourceSpan At(string path, long line, long column) =>
        new(new SourceText(path, string.Empty), (int)line, (int)column, (int)line, (int)column + 1);
}
