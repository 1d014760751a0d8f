using FlowPlan.Core.Files;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Journaling;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>A journal in a file: lines are appended and are on disk when the call returns.</summary>
/// <param name="path">The file.</param>
/// <param name="wholeLength">The bytes of its whole lines, as an interrupted run left it; an incomplete line after them is removed.</param>
/// <param name="onStep">Told of each step.</param>
internal sealed class JournalFile(string path, long wholeLength, FileStepObserver? onStep) : IJournalSink
{
    private FileStream? stream;
    private long whole = wholeLength;

    /// <summary>Continues the journal of an interrupted run in the file, or begins one.</summary>
    public static JournalQueue OpenQueue(string path, JournalContent? left, FileStepObserver? onStep = null, Action? ensureLocked = null, DocumentCipher? cipher = null) =>
        new(new JournalFile(path, left?.WholeLength ?? 0, onStep), left?.Entries.Length ?? 0, ensureLocked, cipher: cipher);

    public ValueTask AppendAsync(ReadOnlyMemory<byte> lines) => OnFile(() =>
    {
        stream ??= Open();
        stream.Write(lines.Span);
        onStep?.Invoke(FileStep.Appended, path);
        stream.Flush(flushToDisk: true);
        onStep?.Invoke(FileStep.AppendedFlushed, path);
    });

    public ValueTask ClearAsync() => OnFile(() =>
    {
        Close();
        whole = 0;
        if (File.Exists(path))
            AtomicFile.Delete(path, onStep);
    });

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private void Close()
    {
        stream?.Dispose();
        stream = null;
    }

    private ValueTask OnFile(Action action)
    {
        try
        {
            action();
            return ValueTask.CompletedTask;
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            throw FileFaults.Writing(path, fault);
        }
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
            AtomicFile.FlushFolder(Path.GetDirectoryName(path)!);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
