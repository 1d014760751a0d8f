using System.Runtime.InteropServices;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>Writes whole files so that after a crash at any point there is either the old content or the new, never a piece.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file: to a temporary one beside it, flushed to disk, renamed over it, and the folder flushed.</summary>
    /// <exception cref="DiagnosticException">It cannot be written; the old file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var target = ResolveLink(path);
        var temporary = $"{target}.tmp-{Environment.ProcessId}-{Path.GetRandomFileName()}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = File.Exists(target) ? File.GetUnixFileMode(target) : mode;
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
            FlushFolder(Path.GetDirectoryName(target)!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            RemoveLeftover(temporary);
            throw new DiagnosticException(StateDiagnostics.CannotWrite(path, fault.Message), fault);
        }
    }

    /// <summary>Removes a file so that it stays removed after a crash; one that is not there is no error.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            FlushFolder(Path.GetDirectoryName(path)!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(StateDiagnostics.CannotWrite(path, fault.Message), fault);
        }
    }

    /// <summary>Makes renames and removals in a folder durable. Windows does so by itself.</summary>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Posix.Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"cannot open the folder {folder} to flush it (errno {Marshal.GetLastPInvokeError()})");
        try
        {
            // Some file systems know no flush of a folder and say EINVAL; there is nothing more to be done on them.
            const int InvalidArgument = 22;
            if (Posix.Fsync(descriptor) != 0 && Marshal.GetLastPInvokeError() is var error and not InvalidArgument)
                throw new IOException($"cannot flush the folder {folder} (errno {error})");
        }
        finally
        {
            _ = Posix.Close(descriptor);
        }
    }

    /// <summary>Follows a symbolic link to the file that is meant, so that the link stays a link.</summary>
    private static string ResolveLink(string path)
    {
        try
        {
            return new FileInfo(path) is { LinkTarget: not null } link
                ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path
                : path;
        }
        catch (IOException fault)
        {
            throw new DiagnosticException(StateDiagnostics.CannotWrite(path, fault.Message), fault);
        }
    }

    private static void RemoveLeftover(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The folder is what failed, and the fault that led here says so already.
            System.Diagnostics.Debug.WriteLine(fault.Message);
        }
    }
}
