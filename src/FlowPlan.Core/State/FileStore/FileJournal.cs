using System.Buffers;
using System.Threading.Channels;
using FlowPlan.Core.Diagnostics;
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
    private readonly Channel<Line> waiting = Channel.CreateUnbounded<Line>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writer;
    private long next;
    private bool opened;
    private DiagnosticException? failure;

    /// <summary>Goes on with a journal that a run left behind, or begins one with the first line.</summary>
    public FileJournal(string path, JournalContent? left, FileStepObserver? seen = null)
    {
        file = new JournalFile(path, left?.WholeLength ?? 0, seen);
        next = left?.Entries.Length ?? 0;
        opened = next > 0;
        writer = WriteAsync();
    }

    public async Task OpenAsync(Lockfile lockfile, CancellationToken cancellationToken)
    {
        if (opened)
            return;
        await AppendAsync(sequence => new JournalEntry.Opened(
            sequence, lockfile.Lineage, lockfile.Project, lockfile.Environment, lockfile.Organization, lockfile.Sandbox));
        opened = true;
    }

    public Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Intended(sequence, intent));

    public Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, intent, address, state));

    public Task RecordAsync(ResourceAddress address, ResourceState? state, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, null, address, state));

    public Task FailAsync(long intent, bool nothingHappened, string code, CancellationToken cancellationToken) =>
        AppendAsync(sequence => new JournalEntry.Failed(sequence, intent, nothingHappened, code));

    public Task ClearAsync(CancellationToken cancellationToken) => QueueAsync(new Line(null));

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writer;
        file.Dispose();
    }

    private Task<long> AppendAsync(Func<long, JournalEntry> make) => QueueAsync(new Line(make));

    /// <summary>
    /// Queues a line and waits until it is on disk. A line once begun is always finished: half a record is worse than a late stop.
    /// </summary>
    private async Task<long> QueueAsync(Line line)
    {
        await waiting.Writer.WriteAsync(line, CancellationToken.None);
        return await line.Written.Task;
    }

    private async Task WriteAsync()
    {
        var batch = new List<Line>();
        while (await waiting.Reader.WaitToReadAsync())
        {
            // Lines up to a removal share a flush; the removal itself stands alone.
            batch.Clear();
            while (waiting.Reader.TryRead(out var line))
            {
                if (line.Make is not null)
                {
                    batch.Add(line);
                    continue;
                }

                Append(batch);
                batch.Clear();
                Remove(line);
            }

            Append(batch);
        }
    }

    private void Append(List<Line> batch)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var accepted = new List<(Line Line, long Sequence)>();
        foreach (var line in batch)
        {
            try
            {
                buffer.Write(JournalText.Write(line.Make!(next)));
                accepted.Add((line, next++));
            }
            catch (InvalidOperationException bug)
            {
                // Such as a secret in the clear: a bug of the one who asked, and no reason to fail the others.
                line.Written.TrySetException(bug);
            }
        }

        if (accepted.Count == 0)
            return;
        Attempt(accepted.Select(a => a.Line), () => file.Append(buffer.WrittenSpan));
        foreach (var (line, sequence) in accepted)
            line.Written.TrySetResult(sequence);
    }

    private void Remove(Line line)
    {
        Attempt([line], () =>
        {
            file.Remove();
            (next, opened) = (0, false);
        });
        line.Written.TrySetResult(0);
    }

    /// <summary>
    /// Does one thing to the file. After a failure nothing more is done: a line behind a torn one could not be read, and a journal
    /// that lacks an outcome must not be removed, for its open intent is all that leads to the object.
    /// </summary>
    private void Attempt(IEnumerable<Line> lines, Action action)
    {
        if (failure is null)
        {
            try
            {
                action();
                return;
            }
            catch (Exception fault) when (FileFaults.IsFileFault(fault))
            {
                failure = FileFaults.Writing(file.Path, fault);
            }
            catch (DiagnosticException fault)
            {
                failure = fault;
            }
        }

        foreach (var line in lines)
            line.Written.TrySetException(failure);
    }

    /// <summary>A line that waits to be written; without an entry it asks for the journal's removal.</summary>
    private sealed record Line(Func<long, JournalEntry>? Make)
    {
        public TaskCompletionSource<long> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
