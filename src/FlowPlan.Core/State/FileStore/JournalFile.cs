using FlowPlan.Core.Files;

namespace FlowPlan.Core.State.FileStore;

/// <summary>The file of a <see cref="FileJournal"/>: lines are appended and are on disk when the call returns.</summary>
/// <param name="path">The file.</param>
/// <param name="wholeLength">The bytes of its whole lines, as an interrupted run left it; an incomplete line after them is removed.</param>
/// <param name="onStep">Told of each step.</param>
internal sealed class JournalFile(string path, long wholeLength, FileStepObserver? onStep) : IDisposable
{
    private FileStream? stream;
    private long whole = wholeLength;

    public string Path => path;

    public void Append(ReadOnlySpan<byte> lines)
    {
        stream ??= Open();
        stream.Write(lines);
        onStep?.Invoke(FileStep.Appended, path);
        stream.Flush(flushToDisk: true);
        onStep?.Invoke(FileStep.AppendedFlushed, path);
    }

    public void Remove()
    {
        Dispose();
        whole = 0;
        if (File.Exists(path))
            AtomicFile.Delete(path, onStep);
    }

    public void Dispose()
    {
        stream?.Dispose();
        stream = null;
    }

    private FileStream Open()
    {
        // Without a buffer: a write that fails is not retried when the stream is closed.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        try
        {
            if (file.Length != whole)
                file.SetLength(whole);
            file.Seek(0, SeekOrigin.End);
            AtomicFile.FlushFolder(System.IO.Path.GetDirectoryName(path)!);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
