using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>Writes whole files so that after a crash at any point there is either the old content or the new, never a piece.</summary>
internal static class AtomicFile
{
    private const string TemporaryMark = ".tmp-";

    /// <summary>Writes a file: to a temporary one beside it, flushed to disk, renamed over it, and the folder flushed.</summary>
    /// <param name="path">The file; a symbolic link stays one, and the file that it means is written.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="mode">Who may do what with a new file, on Unix.</param>
    /// <param name="seen">Told of each step.</param>
    /// <param name="keepMode">Whether a file that is there keeps its mode; otherwise it gets the one for a new file.</param>
    /// <exception cref="DiagnosticException">It cannot be written; unless the folder's flush alone failed, the old file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, FileStepObserver? seen = null, bool keepMode = true)
    {
        string? temporary = null;
        try
        {
            var target = ResolveLink(path);
            temporary = target + TemporaryMark + Path.GetRandomFileName()[..8];
            WriteFlushed(temporary, keepMode ? target : null, content, mode, step => seen?.Invoke(step, target));
            File.Move(temporary, target, overwrite: true);
            seen?.Invoke(FileStep.Renamed, path);
            FlushFolder(Path.GetDirectoryName(target)!);
            seen?.Invoke(FileStep.FolderFlushed, path);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            if (temporary is not null)
                RemoveLeftover(temporary);
            throw FileFaults.Writing(path, fault);
        }
    }

    /// <summary>Removes a file so that it stays removed after a crash; one that is not there is no error.</summary>
    /// <exception cref="DiagnosticException">It cannot be removed.</exception>
    public static void Delete(string path, FileStepObserver? seen = null)
    {
        try
        {
            File.Delete(path);
            seen?.Invoke(FileStep.Removed, path);
            FlushFolder(Path.GetDirectoryName(path)!);
            seen?.Invoke(FileStep.FolderFlushed, path);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            throw FileFaults.Writing(path, fault);
        }
    }

    /// <summary>Makes renames and removals in a folder durable. Windows does so by itself.</summary>
    /// <exception cref="IOException">The folder cannot be flushed.</exception>
    public static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var handle = Posix.OpenForReading(folder);

        // Passes over file systems that know no flush of a folder: there is nothing more to be done on them.
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Removes what a run that was killed left of its temporary files. Only for one who holds the lock of the file.</summary>
    public static void RemoveLeftovers(string path)
    {
        try
        {
            var target = ResolveLink(path);
            foreach (var temporary in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, Path.GetFileName(target) + TemporaryMark + "*"))
                RemoveLeftover(temporary);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            throw FileFaults.Reading(path, fault);
        }
    }

    /// <param name="temporary">The file.</param>
    /// <param name="like">The file whose mode it gets if that is there.</param>
    /// <param name="content">The content.</param>
    /// <param name="mode">Its mode otherwise.</param>
    /// <param name="seen">Told of each step.</param>
    private static void WriteFlushed(string temporary, string? like, ReadOnlySpan<byte> content, UnixFileMode mode, Action<FileStep> seen)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using var stream = new FileStream(temporary, options);

        // Set once more: the process's mask takes bits off a mode that a file is created with.
        if (!OperatingSystem.IsWindows() && File.Exists(like))
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(like));
        stream.Write(content);
        seen(FileStep.TemporaryWritten);
        stream.Flush(flushToDisk: true);
        seen(FileStep.TemporaryFlushed);
    }

    private static string ResolveLink(string path) =>
        new FileInfo(path) is { LinkTarget: not null } link
            ? link.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path
            : path;

    private static void RemoveLeftover(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            // A leftover does no harm and the next holder tries again; what matters was said, or went well.
            System.Diagnostics.Debug.WriteLine(fault.Message);
        }
    }
}
