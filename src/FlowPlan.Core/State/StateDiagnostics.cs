using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>The findings about the lockfile.</summary>
internal static class StateDiagnostics
{
    private const string Restore =
        "restore it from version control or from the .backup beside it, or move it away: its objects then show as unmanaged in a plan, and can be imported";

    public static Diagnostic NotJson(string path, long line, long column, string text) =>
        Diagnostic.Of(StateDescriptors.LockfileNotJson, $"the lockfile is not valid JSON: {text}", At(path, line, column), Restore);

    public static Diagnostic ConflictMarkers(string path, int line) =>
        Diagnostic.Of(
            StateDescriptors.LockfileConflict,
            "the lockfile contains git conflict markers",
            At(path, line, 1),
            "check out one side (git checkout --theirs or --ours), then run 'flowplan plan': the objects of the other side show as unmanaged and can be imported");

    public static Diagnostic NewerVersion(string path, long version) =>
        Diagnostic.Of(
            StateDescriptors.LockfileNewer,
            $"the lockfile has format version {version}; this FlowPlan reads up to {Lockfile.CurrentVersion}",
            SourceSpan.OfFile(path),
            "use the FlowPlan version that wrote it, or a newer one");

    public static Diagnostic Malformed(string path, string text) =>
        Diagnostic.Of(StateDescriptors.LockfileMalformed, $"the lockfile does not have the form that FlowPlan writes: {text}", SourceSpan.OfFile(path), Restore);

    public static Diagnostic WrongChecksum(string path) =>
        Diagnostic.Of(
            StateDescriptors.LockfileChecksum,
            "the lockfile was edited or merged: its checksum does not match its content",
            SourceSpan.OfFile(path),
            Restore + "; manual edits cannot be accepted");

    public static Diagnostic NotDecrypted(string path) =>
        Diagnostic.Of(
            StateDescriptors.LockfileChecksum,
            "the encrypted lockfile was edited or damaged, or is not a lockfile: its content does not match its authentication tag",
            SourceSpan.OfFile(path),
            Restore);

    public static Diagnostic OtherOwner(string path, ScopeDifference difference, string help) =>
        Diagnostic.Of(
            StateDescriptors.LockfileScopeMismatch,
            $"the lockfile belongs to {difference.PartName} '{difference.Here}', not to '{difference.There}'",
            SourceSpan.OfFile(path),
            help);

    public static Diagnostic ReplacedMeanwhile(string path) =>
        Diagnostic.Of(
            StateDescriptors.LockfileReplaced,
            "the lockfile was replaced by something else while this command held its lock",
            SourceSpan.OfFile(path),
            "the changes of this run are in the journal beside it; restore the former lockfile and rerun");

    public static Diagnostic Moved(string path, string location) =>
        Diagnostic.Of(
            StateDescriptors.StateMoved,
            $"the state was moved to {location}",
            SourceSpan.OfFile(path),
            $"set 'state: {location}' in the manifest, or FLOWPLAN_STATE; to use it here again, run 'flowplan state migrate' there, or 'flowplan state rollback' here");

    public static Diagnostic NotKept(string path, long serial) =>
        Diagnostic.Of(StateDescriptors.VersionNotKept, $"there is no version with serial {serial}", SourceSpan.OfFile(path), "'flowplan state history' lists the versions that are kept");

    public static Diagnostic UnknownVersion(string path, long version) =>
        Diagnostic.Of(StateDescriptors.LockfileVersionUnknown, $"unsupported lockfile format version {version}", SourceSpan.OfFile(path), Restore);

    public static Diagnostic Duplicate(string path, string name, string where) =>
        Diagnostic.Of(StateDescriptors.LockfileDuplicate, $"duplicate key '{name}' in {where} of the lockfile, perhaps from a merge", SourceSpan.OfFile(path), Restore);

    public static Diagnostic CutShort(string path, int line, int column) =>
        Diagnostic.Of(StateDescriptors.LockfileTruncated, line == 0 ? "the lockfile is empty" : "the lockfile is truncated", At(path, line, column), Restore);

    public static SourceSpan At(string path, long line, long column) =>
        line == 0 ? SourceSpan.OfFile(path) : SourceSpan.OfLine(path, (int)line, (int)column, (int)column + 1);
}
