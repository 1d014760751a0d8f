using System.Buffers;
using System.Threading.Channels;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.FileStore;

/// <summary>
/// A journal in a file. One writer takes all lines that wait and flushes them to disk together, so that eight calls
/// in flight cost about as many flushes as one.
/// </summary>
internal sealed class FileJournal : IJournal, IAsyncDisposable
{
    private readonly JournalFile file;
    private readonly Action ensureLocked;
    private readonly Channel<Line> queue = Channel.CreateUnbounded<Line>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly JsonLine json = new();
    private readonly Task writer;
    private long next;
    private bool opened;
    private Exception? failure;

    /// <summary>Continues the journal of an interrupted run, or begins one with the first line.</summary>
    public FileJournal(string path, JournalContent? left, FileStepObserver? onStep = null, Action? ensureLocked = null)
    {
        this.ensureLocked = ensureLocked ?? (() => { });
        file = new JournalFile(path, left?.WholeLength ?? 0, onStep);
        next = left?.Entries.Length ?? 0;
        opened = next > 0;
        writer = WriteAsync();
    }

    public async Task OpenAsync(Lockfile lockfile)
    {
        if (opened)
            return;
        await AppendAsync(sequence => new JournalEntry.Opened(sequence, lockfile.Lineage, lockfile.Scope));
        opened = true;
    }

    public Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken)
    {
        // Once queued, a line is always written: half a record is worse than a late stop.
        cancellationToken.ThrowIfCancellationRequested();
        ensureLocked();
        return AppendAsync(sequence => new JournalEntry.Intended(sequence, intent));
    }

    public Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, intent, address, state));

    public Task RecordAsync(ResourceAddress address, ResourceState? state) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, null, address, state));

    public Task FailAsync(long intent, bool nothingHappened, string code) =>
        AppendAsync(sequence => new JournalEntry.Failed(sequence, intent, nothingHappened, code));

    public Task ClearAsync() => QueueAsync(new Line(null));

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
        json.Dispose();
        file.Dispose();
    }

    private Task<long> AppendAsync(Func<long, JournalEntry> make) => QueueAsync(new Line(make));

    /// <summary>Queues a line and waits until it is on disk.</summary>
    private Task<long> QueueAsync(Line line)
    {
        // The channel is unbounded: it refuses a line only once it is closed.
        if (!queue.Writer.TryWrite(line))
            line.Written.TrySetException(failure ?? new InvalidOperationException("The journal is closed."));
        return line.Written.Task;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Line>();
        try
        {
            while (await queue.Reader.WaitToReadAsync())
            {
                // Lines up to a removal share a flush; the removal itself stands alone.
                batch.Clear();
                while (queue.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                    if (line.Make is not null)
                        continue;
                    Append(batch[..^1]);
                    Remove(line);
                    batch.Clear();
                }

                Append(batch);
            }
        }
#pragma warning disable CA1031 // The last resort: whatever happens, no caller may wait forever for its line.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            failure ??= fault;
            queue.Writer.TryComplete();
            while (queue.Reader.TryRead(out var line))
                batch.Add(line);
            foreach (var line in batch)
                line.Written.TrySetException(failure);
        }
    }

    private void Append(List<Line> batch)
    {
        buffer.ResetWrittenCount();
        var accepted = new List<(Line Line, long Sequence)>();
        foreach (var line in batch)
        {
            try
            {
                JournalText.Write(buffer, json, line.Make!(next));
                accepted.Add((line, next++));
            }
            catch (InvalidOperationException bug)
            {
                // Such as a secret in the clear: a bug of the caller, and no reason to fail the others.
                line.Written.TrySetException(bug);
            }
        }

        if (accepted.Count == 0)
            return;
        if (!TryOnFile(accepted.Select(a => a.Line), () => file.Append(buffer.WrittenSpan)))
            return;
        foreach (var (line, sequence) in accepted)
            line.Written.TrySetResult(sequence);
    }

    private void Remove(Line line)
    {
        if (!TryOnFile([line], file.Remove))
            return;
        (next, opened) = (0, false);
        line.Written.TrySetResult(0);
    }

    /// <summary>
    /// Does one thing to the file. After a failure nothing more is done: a line after a torn one could not be read, and a journal
    /// that lacks an outcome must not be removed, because its open intent is all that leads to the object.
    /// </summary>
    private bool TryOnFile(IEnumerable<Line> lines, Action action)
    {
        if (failure is null)
        {
            try
            {
                action();
                return true;
            }
            catch (Exception fault) when (FileFaults.IsFileFault(fault))
            {
                failure = FileFaults.Writing(file.Path, fault);
            }
#pragma warning disable CA1031 // Whatever went wrong, the end of the file is in doubt from here on.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failure = fault;
            }
        }

        foreach (var line in lines)
            line.Written.TrySetException(failure);
        return false;
    }

    /// <summary>A line that waits to be written; without an entry it asks for the journal's removal.</summary>
    private sealed record Line(Func<long, JournalEntry>? Make)
    {
        public TaskCompletionSource<long> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
