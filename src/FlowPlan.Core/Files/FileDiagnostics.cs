using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>The findings about files that cannot be read or written.</summary>
internal static class FileDiagnostics
{
    public static Diagnostic TooLarge(string path, long bytes, long limit) =>
        Diagnostic.Of(
            FileDescriptors.FileTooLarge,
            $"the file has {bytes} bytes; FlowPlan reads up to {limit}",
            SourceSpan.OfFile(path),
            "no lockfile or journal comes near this size: check which program wrote the file, then restore it");

    public static Diagnostic IsLink(string path) =>
        Diagnostic.Of(
            FileDescriptors.StateFileIsLink,
            "the file is a symbolic link; its target would be overwritten",
            SourceSpan.OfFile(path),
            "remove the link: FlowPlan creates this file itself; only the lockfile may be a link");

    public static Diagnostic BrokenLink(string path, string target) =>
        Diagnostic.Of(
            FileDescriptors.LockfileLinkBroken,
            $"the lockfile is a symbolic link to '{target}', which cannot be reached",
            SourceSpan.OfFile(path),
            "fix the link, or mount its target: without the lockfile, FlowPlan would treat every object as unmanaged");

    public static Diagnostic CannotRead(string path, string text) =>
        Diagnostic.Of(FileDescriptors.CannotRead, $"cannot read the file: {text}", SourceSpan.OfFile(path), "check that it is a file that you are allowed to read");

    public static Diagnostic CannotWrite(string path, string text, string assurance) =>
        Diagnostic.Of(
            FileDescriptors.CannotWrite,
            $"cannot write the file: {text}",
            SourceSpan.OfFile(path),
            assurance + "check the disk, then rerun");

    public static Diagnostic DiskFull(string path, string assurance) =>
        Diagnostic.Of(
            FileDescriptors.DiskFull,
            "cannot write the file: the disk or your quota is full",
            SourceSpan.OfFile(path),
            assurance + "free some space, then rerun");

    public static Diagnostic NotAllowed(string path, string text, string assurance) =>
        Diagnostic.Of(
            FileDescriptors.FolderNotWritable,
            $"cannot write the file: {text}",
            SourceSpan.OfFile(path),
            assurance + "give write access to the file and its folder, or work in a folder that is not read-only, then rerun");

    public static Diagnostic IsFolder(string path) =>
        Diagnostic.Of(
            FileDescriptors.IsFolder,
            "cannot write the file: there is a folder with that name",
            SourceSpan.OfFile(path),
            "move the folder away, then rerun");

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
            "if the lockfile is a symbolic link, fix it; otherwise run the command in the manifest's folder");
}
