using System.Threading.Channels;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Services.StreamingIngestion;
using FlowPlan.Cli.Sending.Input;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Sending;

/// <summary>Sends the records of an input: several requests at a time, and no more records in memory than are in flight.</summary>
internal sealed class SendJob(IngestionClient client, MessageWriter writer, RecordRules rules, SendSettings settings, SendTally tally, TimeProvider time)
{
    /// <summary>What a record costs in a batch besides its text.</summary>
    private const int BatchOverhead = 32;

    /// <summary>Where outcomes are recorded; null for nowhere.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Where records that were not accepted go.</summary>
    public required FailedRecords FailedRecords { get; init; }

    /// <summary>Sends all records, until a failure concerns every record or somebody stops it.</summary>
    /// <param name="records">The records.</param>
    /// <param name="stop">Takes no more records; those in flight end.</param>
    /// <param name="abort">Cancels those in flight.</param>
    /// <returns>The failure that ended it, if one did.</returns>
    public async Task<DiagnosticException?> RunAsync(IAsyncEnumerable<InputRecord> records, CancellationToken stop, CancellationToken abort)
    {
        var queue = Channel.CreateBounded<List<InputRecord>>(new BoundedChannelOptions(settings.Parallelism) { SingleWriter = true });
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var workers = Enumerable.Range(0, settings.Parallelism).Select(_ => WorkAsync(queue.Reader, failing, abort)).ToList();
        DiagnosticException? failure = null;
        try
        {
            await FeedAsync(records, queue.Writer, failing.Token);
        }
        catch (OperationCanceledException) when (failing.IsCancellationRequested)
        {
            // The workers say why, unless somebody stopped the send.
        }
        catch (DiagnosticException fault)
        {
            failure = fault;
        }
        finally
        {
            queue.Writer.Complete();
        }

        var failures = await Task.WhenAll(workers);
        return failure ?? failures.OfType<DiagnosticException>().FirstOrDefault();
    }

    private async Task FeedAsync(IAsyncEnumerable<InputRecord> records, ChannelWriter<List<InputRecord>> queue, CancellationToken cancellationToken)
    {
        var rate = new RateLimit(settings.Rate, time);
        var (batch, bytes) = (new List<InputRecord>(), BatchOverhead);
        async Task SendAsync()
        {
            if (batch.Count == 0)
                return;
            await rate.WaitAsync(batch.Count, cancellationToken);
            await queue.WriteAsync(batch, cancellationToken);
            (batch, bytes) = ([], BatchOverhead);
        }

        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            if (!IsToBeSent(record))
                continue;
            var size = record.Json.Length + writer.Overhead + 1;
            if (bytes + size > MessageWriter.MaxBytes)
                await SendAsync();
            batch.Add(record);
            bytes += size;
            if (batch.Count >= settings.BatchSize)
                await SendAsync();
        }

        await SendAsync();
    }

    private bool IsToBeSent(InputRecord record)
    {
        if (Checkpoint?.State is { } state && state.IsDone(record.Number) && !(settings.ResendUnknown && state.IsUnknown(record.Number)))
        {
            tally.Skip();
            return false;
        }

        if (rules.ProblemOf(record) is not { } problem)
            return true;
        tally.AddInvalid(record, problem);
        FailedRecords.Add(record);
        Checkpoint?.End([(CheckpointMarks.Done, record.Number)]);
        return false;
    }

    private async Task<DiagnosticException?> WorkAsync(ChannelReader<List<InputRecord>> queue, CancellationTokenSource failing, CancellationToken abort)
    {
        try
        {
            await foreach (var batch in queue.ReadAllAsync(abort))
            {
                // After a failure or a stop, what is still queued remains to be sent.
                if (!failing.IsCancellationRequested)
                    await SendAsync(batch, abort);
            }

            return null;
        }
        catch (DiagnosticException fault)
        {
            await failing.CancelAsync();
            return fault;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task SendAsync(List<InputRecord> batch, CancellationToken abort)
    {
        var request = writer.Write([.. batch.Select(r => r.Json)]);
        Checkpoint?.Start(batch.Select(r => r.Number));
        IReadOnlyList<RecordOutcome> outcomes;
        try
        {
            outcomes = await SendAsync(request, abort);
        }
        catch (DiagnosticException)
        {
            Checkpoint?.End(batch.Select(r => (CheckpointMarks.Released, r.Number)));
            throw;
        }

        for (var i = 0; i < batch.Count; i++)
        {
            tally.Add(batch[i], outcomes[i]);
            if (outcomes[i].Result is RecordResult.Rejected or RecordResult.NotTaken)
                FailedRecords.Add(batch[i]);
        }

        Checkpoint?.End(batch.Select((r, i) => (MarkOf(outcomes[i].Result), r.Number)));
    }

    /// <summary>Sends a request, and again if its outcome is unknown and the user asked for that.</summary>
    private async Task<IReadOnlyList<RecordOutcome>> SendAsync(InletRequest request, CancellationToken abort)
    {
        var outcomes = await client.SendAsync(request, abort);
        for (var repeats = 0; repeats < settings.Repeats && outcomes.All(o => o.Result == RecordResult.Unknown); repeats++)
            outcomes = await client.SendAsync(request, abort);
        return outcomes;
    }

    private static char MarkOf(RecordResult result) => result switch
    {
        RecordResult.Unknown => CheckpointMarks.Unknown,
        RecordResult.NotTaken => CheckpointMarks.Released,
        _ => CheckpointMarks.Done,
    };
}
