using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>
/// The lock of a lockfile: a lock of the operating system on a file beside it, which ends with the process however it ends,
/// and in that file the name of the holder for those who wait.
/// </summary>
internal sealed class FileHold : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly string path;
    private readonly FileStream stream;

    private FileHold(string path, FileStream stream)
    {
        this.path = path;
        this.stream = stream;
    }

    public static async Task<FileHold> TakeAsync(string path, LockRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (TryTake(path) is { } stream)
            {
                Write(stream, request, time);
                return new(path, stream);
            }

            if (time.GetElapsedTime(began) >= request.Timeout)
                throw new DiagnosticException(StateDiagnostics.Held(path, ReadHolder(path)));
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <summary>Who is named in the file; null when nobody is.</summary>
    public static LockHolder? ReadHolder(string path) => ReadLocked(path) is { } bytes ? LockHolder.FromBytes(bytes) : null;

    public void Dispose()
    {
        // Removed while it is still locked, so that nobody takes a file that is about to go.
        File.Delete(path);
        stream.Dispose();
    }

    private static FileStream? TryTake(string path)
    {
        FileStream stream;
        try
        {
            // On Unix only FileShare.None asks for an exclusive lock; on Windows readers can be let in beside it.
            var options = new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = OperatingSystem.IsWindows() ? FileShare.Read | FileShare.Delete : FileShare.None,
                BufferSize = 0,
            };
            stream = new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            throw new DiagnosticException(StateDiagnostics.CannotWrite(path, fault.Message), fault);
        }

        // The former holder may have removed the file between our opening and our locking it: then this lock is on nothing.
        if (IsStillAt(stream, path))
            return stream;
        stream.Dispose();
        return null;
    }

    private static bool IsStillAt(FileStream stream, string path)
    {
        var mark = Guid.NewGuid().ToByteArray();
        RandomAccess.Write(stream.SafeFileHandle, mark, 0);
        return ReadLocked(path) is { } found && found.AsSpan().StartsWith(mark);
    }

    /// <summary>Reads a file although it is locked; .NET's own reading would ask for a lock on Unix.</summary>
    private static byte[]? ReadLocked(string path)
    {
        var buffer = new byte[4096];
        if (OperatingSystem.IsWindows())
        {
            if (!File.Exists(path))
                return null;
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return buffer[..RandomAccess.Read(handle, buffer, 0)];
        }

        var descriptor = Posix.Open(path, 0);
        if (descriptor < 0)
            return null;
        var length = Posix.Read(descriptor, buffer, buffer.Length);
        _ = Posix.Close(descriptor);
        return length < 0 ? null : buffer[..(int)length];
    }

    private static void Write(FileStream stream, LockRequest request, TimeProvider time)
    {
        var holder = new LockHolder(
            Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture),
            Environment.UserName,
            Environment.ProcessId,
            Environment.MachineName,
            time.GetUtcNow(),
            request.Command,
            request.JobUrl);
        stream.SetLength(0);
        stream.Seek(0, SeekOrigin.Begin);
        stream.Write(holder.ToBytes());
        stream.Flush();
    }
}
