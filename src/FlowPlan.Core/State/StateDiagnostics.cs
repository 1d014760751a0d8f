using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;

namespace FlowPlan.Core.State;

/// <summary>The findings about the lockfile and the files under it; those about lock and journal have files of their own.</summary>
internal static class StateDiagnostics
{
    private const string Restore =
        "restore it from version control or from the .backup beside it, or move it away: what it recorded then shows as unclaimed in a plan, and can be adopted";

    public static Diagnostic NotJson(string path, long line, long column, string text) =>
        Diagnostic.Of(StateDescriptors.LockfileNotJson, $"the lockfile is not valid JSON: {text}", At(path, line, column), Restore);

    public static Diagnostic ConflictMarkers(string path, int line) =>
        Diagnostic.Of(
            StateDescriptors.LockfileConflict,
            "the lockfile holds git conflict markers",
            At(path, line, 1),
            "check out one side (git checkout --theirs or --ours), then run 'flowplan plan': what the other side made shows as unclaimed and can be adopted");

    public static Diagnostic NewerVersion(string path, long version) =>
        Diagnostic.Of(
            StateDescriptors.LockfileNewer,
            $"the lockfile has format version {version}; this FlowPlan reads up to {Lockfile.CurrentVersion}",
            SourceSpan.OfFile(path),
            "use the FlowPlan version that wrote it, or a newer one");

    public static Diagnostic Malformed(string path, string text) =>
        Diagnostic.Of(StateDescriptors.LockfileMalformed, $"the lockfile is not of the form that FlowPlan writes: {text}", SourceSpan.OfFile(path), Restore);

    public static Diagnostic WrongChecksum(string path) =>
        Diagnostic.Of(
            StateDescriptors.LockfileChecksum,
            "the lockfile was changed by hand, or merged: its checksum does not fit its content",
            SourceSpan.OfFile(path),
            Restore + "; a change made by hand cannot be accepted");

    public static Diagnostic OtherOwner(string path, string what, string recorded, string asked, string help) =>
        Diagnostic.Of(StateDescriptors.LockfileScopeMismatch, $"the lockfile belongs to {what} '{recorded}', not to '{asked}'", SourceSpan.OfFile(path), help);

    public static Diagnostic ReplacedMeanwhile(string path) =>
        Diagnostic.Of(
            StateDescriptors.LockfileReplaced,
            "the lockfile was replaced by something else while this command held its lock",
            SourceSpan.OfFile(path),
            "what this run did is in the journal beside it; put the former lockfile back and run the command again");

    public static Diagnostic UnknownVersion(string path, long version) =>
        Diagnostic.Of(StateDescriptors.LockfileVersionUnknown, $"no FlowPlan ever wrote a lockfile of format version {version}", SourceSpan.OfFile(path), Restore);

    public static Diagnostic Duplicate(string path, string name, string where) =>
        Diagnostic.Of(StateDescriptors.LockfileDuplicate, $"the lockfile has '{name}' twice in {where}, perhaps from a merge", SourceSpan.OfFile(path), Restore);

    public static Diagnostic CutShort(string path, int line, int column) =>
        Diagnostic.Of(StateDescriptors.LockfileTruncated, line == 0 ? "the lockfile is empty" : "the lockfile is cut short", At(path, line, column), Restore);

    public static Diagnostic TooLarge(string path, long bytes, long limit) =>
        Diagnostic.Of(
            FileDescriptors.FileTooLarge,
            $"the file has {bytes} bytes; FlowPlan reads up to {limit}",
            SourceSpan.OfFile(path),
            "no lockfile or journal comes near that size: see what wrote it; " + Restore);

    public static Diagnostic IsLink(string path) =>
        Diagnostic.Of(
            StateDescriptors.StateFileIsLink,
            "a symbolic link is in the file's place, and what it leads to would be overwritten",
            SourceSpan.OfFile(path),
            "remove the link: FlowPlan makes this file itself; only the lockfile may be one");

    public static Diagnostic BrokenLink(string path, string target) =>
        Diagnostic.Of(
            StateDescriptors.LockfileLinkBroken,
            $"the lockfile is a symbolic link to '{target}', which cannot be reached",
            SourceSpan.OfFile(path),
            "mend the link, or mount what it leads to: without its lockfile, FlowPlan would take every object for somebody else's");

    public static Diagnostic CannotRead(string path, string text) =>
        Diagnostic.Of(FileDescriptors.CannotRead, $"cannot read the file: {text}", SourceSpan.OfFile(path), "check that it is a file that you may read");

    public static Diagnostic CannotWrite(string path, string text, string assurance) =>
        Diagnostic.Of(
            FileDescriptors.CannotWrite,
            $"cannot write the file: {text}",
            SourceSpan.OfFile(path),
            assurance + "see to the disk, then run the command again");

    public static Diagnostic DiskFull(string path, string assurance) =>
        Diagnostic.Of(
            FileDescriptors.DiskFull,
            "cannot write the file: the disk is full, or your share of it",
            SourceSpan.OfFile(path),
            assurance + "make room, then run the command again");

    public static Diagnostic NotAllowed(string path, string text, string assurance) =>
        Diagnostic.Of(
            FileDescriptors.FolderNotWritable,
            $"cannot write the file: {text}",
            SourceSpan.OfFile(path),
            assurance + "give write access to the file and its folder, or work in a folder that is not read-only, then run the command again");

    public static Diagnostic IsFolder(string path) =>
        Diagnostic.Of(
            FileDescriptors.IsFolder,
            "cannot write the file: a folder of that name is in its place",
            SourceSpan.OfFile(path),
            "move the folder away, then run the command again");

    public static Diagnostic NameTooLong(string path) =>
        Diagnostic.Of(
            FileDescriptors.PathTooLong,
            "cannot write the file: its path is too long",
            SourceSpan.OfFile(path),
            "give the environment a shorter name, or move the manifest to a folder with a shorter path");

    public static Diagnostic NoFolder(string path) =>
        Diagnostic.Of(
            FileDescriptors.NoFolder,
            "cannot write the file: its folder does not exist",
            SourceSpan.OfFile(path),
            "if the lockfile is a symbolic link, mend it; otherwise run the command in the manifest's folder");

    public static SourceSpan At(string path, long line, long column) =>
        line == 0 ? SourceSpan.OfFile(path) : new(new SourceText(path, string.Empty), (int)line, (int)column, (int)line, (int)column + 1);
}
