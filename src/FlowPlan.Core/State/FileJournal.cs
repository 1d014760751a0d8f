using System.Threading.Channels;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>
/// A journal in a file. One writer takes all lines that wait and flushes them to disk together, so that eight calls
/// in flight cost about as many flushes as one.
/// </summary>
internal sealed class FileJournal : IJournal, IAsyncDisposable
{
    private readonly string path;
    private readonly Channel<Line> waiting = Channel.CreateUnbounded<Line>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writer;
    private FileStream? stream;
    private int wholeLength;
    private long next;
    private bool opened;

    /// <summary>Goes on with a journal that a run left behind, or begins one with the first line.</summary>
    public FileJournal(string path, JournalContent? left)
    {
        this.path = path;
        wholeLength = left?.WholeLength ?? 0;
        next = left?.Entries.Length ?? 0;
        opened = next > 0;
        writer = WriteAsync();
    }

    public async Task OpenAsync(Lockfile lockfile, CancellationToken cancellationToken)
    {
        if (opened)
            return;
        opened = true;
        await AppendAsync(sequence => new JournalEntry.Opened(
            sequence, lockfile.Lineage, lockfile.Project, lockfile.Environment, lockfile.Organization, lockfile.Sandbox));
    }

    public Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Intended(sequence, intent));

    public Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, intent, address, state));

    public Task RecordAsync(ResourceAddress address, ResourceState? state, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, null, address, state));

    public Task FailAsync(long intent, bool nothingHappened, string code, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Failed(sequence, intent, nothingHappened, code));

    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        var line = new Line(null);
        await waiting.Writer.WriteAsync(line, cancellationToken);
        await line.Written.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writer;
        if (stream is not null)
            await stream.DisposeAsync();
    }

    /// <summary>
    /// Queues a line and waits until it is on disk. A line once begun is always finished: half a record is worse than a late stop.
    /// </summary>
    private async Task<long> AppendAsync(Func<long, JournalEntry> make)
    {
        var line = new Line(make);
        await waiting.Writer.WriteAsync(line, CancellationToken.None);
        return await line.Written.Task;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Line>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (waiting.Reader.TryRead(out var line))
                batch.Add(line);
            try
            {
                WriteBatch(batch);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
                var failure = new DiagnosticException(StateDiagnostics.CannotWrite(path, fault.Message), fault);
                foreach (var line in batch)
                    line.Written.TrySetException(failure);
            }
        }
    }

    private void WriteBatch(List<Line> batch)
    {
        var numbers = new List<long>();
        var written = false;
        foreach (var line in batch)
        {
            if (line.Make is null)
            {
                Remove();
                numbers.Add(0);
                continue;
            }

            stream ??= Open();
            stream.Write(JournalText.Write(line.Make(next)));
            numbers.Add(next++);
            written = true;
        }

        if (written)
            stream?.Flush(flushToDisk: true);
        for (var i = 0; i < batch.Count; i++)
            batch[i].Written.TrySetResult(numbers[i]);
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        file.SetLength(wholeLength);
        file.Seek(0, SeekOrigin.End);
        AtomicFile.FlushFolder(Path.GetDirectoryName(path)!);
        return file;
    }

    private void Remove()
    {
        stream?.Dispose();
        stream = null;
        (wholeLength, next, opened) = (0, 0, false);
        if (File.Exists(path))
            AtomicFile.Delete(path);
    }

    /// <summary>A line that waits to be written; without an entry it asks for the journal's removal.</summary>
    private sealed record Line(Func<long, JournalEntry>? Make)
    {
        public TaskCompletionSource<long> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
