using System.Buffers;
using FlowPlan.Core.Files;

namespace FlowPlan.Core.State.FileStore;

/// <summary>The file of a <see cref="FileLock"/>: opens it locked, and reads it although it is locked.</summary>
internal static class LockFile
{
    /// <summary>More than the name of a holder takes.</summary>
    private const int MaxBytes = 16 * 1024;

    /// <summary>Opens or creates the file and locks it; null when another process has it locked.</summary>
    /// <exception cref="IOException">It can be neither opened nor created.</exception>
    public static FileStream? OpenLocked(string path)
    {
        // On Unix only FileShare.None asks for an exclusive lock; on Windows readers can be let in beside it.
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = OperatingSystem.IsWindows() ? FileShare.Read | FileShare.Delete : FileShare.None,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            RegularFile.Require(path);
            return new FileStream(path, options);
        }
        catch (IOException fault) when (FileFaults.IsInUse(fault))
        {
            return null;
        }
    }

    /// <summary>Whether a running process has the file locked.</summary>
    public static bool IsLocked(string path)
    {
        if (!File.Exists(path) || Read(path) is null)
            return false;
        try
        {
            using var shared = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return false;
        }
        catch (IOException fault)
        {
            return FileFaults.IsInUse(fault);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether an open file is the one at the path: a mark that is written into the one is read from the other.</summary>
    public static bool IsStillAt(FileStream stream, string path)
    {
        var mark = Guid.NewGuid().ToByteArray();
        RandomAccess.Write(stream.SafeFileHandle, mark, 0);
        return Read(path) is { } found && found.AsSpan().StartsWith(mark);
    }

    /// <summary>Writes the whole content.</summary>
    public static void Write(FileStream stream, byte[] content)
    {
        stream.SetLength(0);
        RandomAccess.Write(stream.SafeFileHandle, content, 0);
    }

    /// <summary>Reads the file although it is locked; null when it does not exist or cannot be read.</summary>
    public static byte[]? Read(string path)
    {
        try
        {
            RegularFile.Require(path);
            using var handle = OperatingSystem.IsWindows()
                ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
                : Posix.OpenForReading(path);
            var buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
            try
            {
                return buffer[..RandomAccess.Read(handle, buffer.AsSpan(0, MaxBytes), 0)];
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            // Removed meanwhile, or another user's: the holder cannot be named, and the lock itself does not depend on that.
            System.Diagnostics.Debug.WriteLine(fault.Message);
            return null;
        }
    }
}
