using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>Writes whole files so that after a crash at any point the file has either the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    private const string TemporaryMark = ".tmp-";

    /// <summary>Writes a file: to a temporary one beside it, flushed to disk, renamed over it, and the folder flushed.</summary>
    /// <param name="path">The file; a symbolic link stays one, and its target is written.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="mode">Who may do what with a new file, on Unix.</param>
    /// <param name="onStep">Told of each step.</param>
    /// <param name="keepMode">Whether an existing file keeps its mode; otherwise it gets the one for a new file.</param>
    /// <exception cref="DiagnosticException">It cannot be written; unless the folder's flush alone failed, the old file is as it was.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, UnixFileMode mode, FileStepObserver? onStep = null, bool keepMode = true)
    {
        string? temporary = null;
        try
        {
            var target = ResolveLink(path);
            temporary = target + TemporaryMark + Path.GetRandomFileName()[..8];
            WriteFlushed(temporary, keepMode ? target : null, content, mode, step => onStep?.Invoke(step, target));
            File.Move(temporary, target, overwrite: true);
            onStep?.Invoke(FileStep.Renamed, path);
            FlushFolder(Path.GetDirectoryName(target)!);
            onStep?.Invoke(FileStep.FolderFlushed, path);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            if (temporary is not null)
                RemoveLeftover(temporary);
            throw FileFaults.Writing(path, fault);
        }
    }

    /// <summary>Removes a file so that it stays removed after a crash; a missing file is not an error.</summary>
    /// <exception cref="DiagnosticException">It cannot be removed.</exception>
    public static void Delete(string path, FileStepObserver? onStep = null)
    {
        try
        {
            File.Delete(path);
            onStep?.Invoke(FileStep.Removed, path);
            FlushFolder(Path.GetDirectoryName(path)!);
            onStep?.Invoke(FileStep.FolderFlushed, path);
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

        // Does nothing on file systems without a flush of a folder: there is nothing more that could be done on them.
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Removes temporary files of a killed run. Only for the holder of the file's lock.</summary>
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
    /// <param name="like">The file whose mode it gets if that exists.</param>
    /// <param name="content">The content.</param>
    /// <param name="mode">Its mode otherwise.</param>
    /// <param name="onStep">Told of each step.</param>
    private static void WriteFlushed(string temporary, string? like, ReadOnlySpan<byte> content, UnixFileMode mode, Action<FileStep> onStep)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using var stream = new FileStream(temporary, options);

        // Set again: the process's umask removes bits from the mode that a file is created with.
        if (!OperatingSystem.IsWindows() && File.Exists(like))
            File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(like));
        stream.Write(content);
        onStep(FileStep.TemporaryWritten);
        stream.Flush(flushToDisk: true);
        onStep(FileStep.TemporaryFlushed);
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
            // A leftover does no harm, and the next holder of the lock tries again.
            System.Diagnostics.Debug.WriteLine(fault.Message);
        }
    }
}
