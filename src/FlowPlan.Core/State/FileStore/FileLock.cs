using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>
/// The lock of a lockfile: an operating-system lock on a file beside it, which ends with the process however that ends,
/// and in that file the name of the holder for those who wait.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string path;
    private readonly FileStream stream;
    private readonly string id;
    private readonly byte[] written;

    private FileLock(string path, FileStream stream, string id, byte[] written)
    {
        this.path = path;
        this.stream = stream;
        this.id = id;
        this.written = written;
    }

    /// <summary>Takes the lock, waiting for another holder up to the request's timeout.</summary>
    /// <exception cref="DiagnosticException">It is held past the timeout, or its file cannot be written.</exception>
    public static async Task<FileLock> TakeAsync(string path, LockRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } stream)
                return WriteHolder(path, stream, request, time);
            var left = request.Timeout - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                throw new DiagnosticException(LockDiagnostics.Held(path, ReadHolder(path)));
            await Task.Delay(left < Pause ? left : Pause, time, cancellationToken);
        }
    }

    /// <summary>Who is named in the file; null when nobody is, or the name is being written.</summary>
    public static LockHolder? ReadHolder(string path) => LockFile.Read(path) is { } bytes ? LockHolderText.Read(bytes) : null;

    /// <summary>Removes a lock file that a killed process left behind; false when its process runs.</summary>
    public static bool TryRemoveLeftover(string path)
    {
        // Only called while the file exists, so this does not create one; if it vanished meanwhile, the new one is removed again.
        if (TryTake(path) is not { } stream)
            return false;
        Remove(path, stream);
        return true;
    }

    /// <summary>
    /// Fails when the file is no longer the one that was locked: somebody removed it, and another command may hold a lock on its successor.
    /// </summary>
    /// <exception cref="DiagnosticException">The lock is lost.</exception>
    public void EnsureHeld()
    {
        // Asked before each call to the platform: the name is read only when the file is not as it was written.
        var found = LockFile.Read(path);
        if (found is not null && found.AsSpan().SequenceEqual(written))
            return;
        var holder = found is null ? null : LockHolderText.Read(found);
        if (holder?.Id != id)
            throw new DiagnosticException(LockDiagnostics.Lost(path, holder));
    }

    /// <summary>Releases the lock and removes its file. A second time does nothing.</summary>
    public void Dispose()
    {
        // The file there may be another's by now: somebody removed ours by hand, or this is the second time.
        if (ReadHolder(path)?.Id == id)
            Remove(path, stream);
        else
            stream.Dispose();
    }

    private static void Remove(string path, FileStream stream)
    {
        try
        {
            // Removed while it is still locked, so that nobody takes a file that is about to be removed.
            File.Delete(path);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            // A file without a lock on it blocks nobody.
            System.Diagnostics.Debug.WriteLine(fault.Message);
        }
        finally
        {
            stream.Dispose();
        }
    }

    private static FileStream? TryTake(string path)
    {
        FileStream? stream = null;
        try
        {
            FileFaults.RefuseLink(path);
            stream = LockFile.OpenLocked(path);

            // The former holder may have removed the file between our opening and our locking it: then this lock protects nothing.
            if (stream is not null && LockFile.IsStillAt(stream, path))
                return stream;
            stream?.Dispose();
            return null;
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            stream?.Dispose();
            throw FileFaults.Writing(path, fault);
        }
    }

    private static FileLock WriteHolder(string path, FileStream stream, LockRequest request, TimeProvider time)
    {
        var holder = new LockHolder(
            Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            request.Owner.User,
            request.Owner.ProcessId,
            request.Owner.Host,
            time.GetUtcNow(),
            request.Command,
            request.Owner.JobUrl);
        try
        {
            var text = LockHolderText.Write(holder);
            LockFile.Write(stream, text);
            return new(path, stream, holder.Id, text);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            Remove(path, stream);
            throw FileFaults.Writing(path, fault);
        }
    }
}
