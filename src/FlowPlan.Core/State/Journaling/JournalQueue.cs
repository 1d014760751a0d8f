using System.Buffers;
using System.Threading.Channels;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.Journaling;

/// <summary>
/// A journal whose lines go to a sink. One writer takes all lines that wait and makes them durable together, so that eight calls
/// in flight cost about as many flushes, or round trips, as one.
/// </summary>
internal sealed class JournalQueue : IJournal, IAsyncDisposable
{
    private readonly IJournalSink sink;
    private readonly DocumentCipher cipher;
    private readonly Action ensureHeld;
    private readonly Action ensureStillHeld;
    private readonly Channel<Line> queue = Channel.CreateUnbounded<Line>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly JsonLine json = new();
    private readonly Task writer;
    private long next;
    private bool opened;
    private Exception? failure;

    /// <summary>Continues the journal of an interrupted run, or begins one with the first line.</summary>
    /// <param name="sink">Where the lines go; disposed with the queue.</param>
    /// <param name="left">How many lines an interrupted run left.</param>
    /// <param name="ensureHeld">Throws before an intent is written if the lock is lost.</param>
    /// <param name="ensureStillHeld">Throws once an intent is durable, just before its call is sent, if the lock was lost meanwhile.</param>
    /// <param name="cipher">Encrypts the lines; null for none.</param>
    public JournalQueue(IJournalSink sink, int left, Action? ensureHeld = null, Action? ensureStillHeld = null, DocumentCipher? cipher = null)
    {
        this.sink = sink;
        this.cipher = cipher ?? DocumentCipher.None;
        this.ensureHeld = ensureHeld ?? (() => { });
        this.ensureStillHeld = ensureStillHeld ?? (() => { });
        next = left;
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

    public async Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken)
    {
        // Once queued, a line is always written: half a record is worse than a late stop.
        cancellationToken.ThrowIfCancellationRequested();
        ensureHeld();
        var number = await AppendAsync(sequence => new JournalEntry.Intended(sequence, intent));
        ensureStillHeld();
        return number;
    }

    public Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, intent, address, state));

    public Task RecordAsync(ResourceAddress address, ResourceState? state) =>
        AppendAsync(sequence => new JournalEntry.Recorded(sequence, null, address, state));

    public void Note(ResourceAddress address, ResourceState state) =>
        _ = QueueAsync(new Line(sequence => new JournalEntry.Recorded(sequence, null, address, state)) { IsAwaited = false });

    public Task FailAsync(long intent, bool nothingHappened, string code) =>
        AppendAsync(sequence => new JournalEntry.Failed(sequence, intent, nothingHappened, code));

    public Task ClearAsync() => QueueAsync(new Line(null));

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writer;
        json.Dispose();
        await sink.DisposeAsync();
    }

    private Task<long> AppendAsync(Func<long, JournalEntry> make) => QueueAsync(new Line(make));

    /// <summary>Queues a line and waits until it is durable.</summary>
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
                // What is ready to run runs first, so that its lines are written together with this one.
                await Task.Yield();

                // Lines up to a removal become durable together; the removal itself stands alone.
                while (queue.Reader.TryRead(out var line))
                {
                    batch.Add(line);
                    if (line.Make is not null)
                        continue;
                    await AppendAsync(batch[..^1]);
                    await ClearAsync(line);
                    batch.Clear();
                }

                if (!batch.Exists(l => l.IsAwaited))
                    continue;
                await AppendAsync(batch);
                batch.Clear();
            }

            await AppendAsync(batch);
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

    private async Task AppendAsync(List<Line> batch)
    {
        buffer.ResetWrittenCount();
        var accepted = new List<(Line Line, long Sequence)>();
        foreach (var line in batch)
        {
            try
            {
                JournalText.Write(buffer, json, line.Make!(next), cipher);
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
        if (!await TryAsync(accepted.Select(a => a.Line), () => sink.AppendAsync(buffer.WrittenMemory)))
            return;
        foreach (var (line, sequence) in accepted)
            line.Written.TrySetResult(sequence);
    }

    private async Task ClearAsync(Line line)
    {
        if (!await TryAsync([line], sink.ClearAsync))
            return;
        (next, opened) = (0, false);
        line.Written.TrySetResult(0);
    }

    /// <summary>
    /// Makes one call to the sink. After a failure there is no other: a line after a torn one could not be read, and a journal
    /// that lacks an outcome must not be removed, because its open intent is all that leads to the object.
    /// </summary>
    private async Task<bool> TryAsync(IEnumerable<Line> lines, Func<ValueTask> call)
    {
        if (failure is null)
        {
            try
            {
                await call();
                return true;
            }
#pragma warning disable CA1031 // Whatever went wrong, the end of the journal is in doubt from here on.
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
        /// <summary>Whether somebody waits until the line is durable. Other lines wait for one that is.</summary>
        public bool IsAwaited { get; init; } = true;

        public TaskCompletionSource<long> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
