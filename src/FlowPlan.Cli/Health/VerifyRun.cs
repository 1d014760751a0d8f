using System.Globalization;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Services.StreamingIngestion;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Health;

/// <summary>
/// Sends a marked record to a flow and follows it: acknowledged by the inlet, counted by a run of the flow, written to the dataset. Runs and batches
/// only give counts, so that it compares them with those from before; a failed row is found by the mark or the transaction ID.
/// </summary>
internal sealed class VerifyRun(IngestionClient client, Inlet inlet, VerifySettings settings, TimeProvider time)
{
    private const string Live = "live";
    private const string Accepted = "accepted";
    private const string Run = "run";
    private const string Dataset = "dataset";

    private static readonly TimeSpan Before = TimeSpan.FromHours(2);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private readonly List<VerifyStage> stages = [];
    private string? transaction;
    private string mark = string.Empty;

    /// <summary>Follows a record until it has arrived, has failed, or the time is over.</summary>
    /// <param name="life">Whether the flow takes data.</param>
    /// <param name="waited">How long that took.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<VerifyResult> RunAsync(FlowLife life, TimeSpan waited, CancellationToken cancellationToken)
    {
        if (!life.IsLive)
            return End(new VerifyStage(Live, StageStatus.Failed, waited, life.Readiness == FlowReadiness.Off ? "the flow is disabled" : "the flow is too new, or still initializing"));
        stages.Add(new(Live, StageStatus.Passed, waited));
        var since = time.GetUtcNow() - Before;
        var (runsBefore, batchesBefore) = (await RunTotalsAsync(since, cancellationToken), await client.Dataset.TotalsAsync(inlet.DataSetId, since, cancellationToken));
        var started = time.GetTimestamp();
        var record = MarkedRecord.Of(settings, inlet, time.GetUtcNow());
        mark = record.Mark;
        var outcome = (await client.SendAsync(client.WriterFor(inlet, new()).Write([record.Json]), cancellationToken))[0];
        if (outcome.Result != RecordResult.Accepted)
            return End(new VerifyStage(Accepted, StageStatus.Failed, time.GetElapsedTime(started), outcome.Reason));
        transaction = outcome.TransactionId;
        stages.Add(new(Accepted, StageStatus.Passed, time.GetElapsedTime(started), transaction is null ? null : $"xactionId {transaction}"));
        return await FollowAsync(since, runsBefore, batchesBefore, started, cancellationToken);
    }

    private async Task<VerifyResult> FollowAsync(
        DateTimeOffset since, (long Out, long Failed) runsBefore, DatasetTotals batchesBefore, long started, CancellationToken cancellationToken)
    {
        VerifyStage? run = null;
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            var runs = await RunTotalsAsync(since, cancellationToken);
            var batches = await client.Dataset.TotalsAsync(inlet.DataSetId, since, cancellationToken);
            var elapsed = time.GetElapsedTime(started);
            if (batches.Failed > batchesBefore.Failed && await RowErrorAsync(batches, cancellationToken) is { } error)
                return End(run ?? new(Run, StageStatus.Passed, elapsed, runs.Failed > runsBefore.Failed ? "counted as failed" : "not listed yet"), new(Dataset, StageStatus.Failed, elapsed, error));
            if (run is null && runs.Out > runsBefore.Out)
                run = new(Run, StageStatus.Passed, elapsed);
            if (batches.Written > batchesBefore.Written)
                return End(run ?? new(Run, StageStatus.Passed, elapsed, "not listed yet"), new(Dataset, StageStatus.Passed, elapsed));
            if (elapsed + pause > settings.Timeout)
            {
                run ??= new(Run, StageStatus.Failed, elapsed, $"no run of the flow counts a new record; {await CountedAsync(time.GetUtcNow() - elapsed, cancellationToken)}");
                return End(run, new(Dataset, StageStatus.Failed, elapsed, "no batch of the dataset has a new record"));
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>What the metrics say of the inlet, which tells an inlet that lost the record from a flow that is late.</summary>
    private async Task<string> CountedAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            var counts = await client.CountsAsync(inlet, since, time.GetUtcNow(), cancellationToken);
            return string.Create(CultureInfo.InvariantCulture, $"the metrics of the inlet count {counts.Received} received, {counts.Passed} passed on, {counts.Failed} failed since then");
        }
        catch (ProviderException failure)
        {
            return $"the metrics of the inlet were not read: {failure.Diagnostic.Message}";
        }
    }

    private async Task<string?> RowErrorAsync(DatasetTotals batches, CancellationToken cancellationToken)
    {
        string[] texts = transaction is null ? [mark] : [mark, transaction];
        foreach (var batch in batches.WithFailures)
        {
            if (await client.Dataset.RowErrorAsync(batch, texts, cancellationToken) is { } error)
                return error;
        }

        return null;
    }

    private async Task<(long Out, long Failed)> RunTotalsAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var runs = await client.RunsAsync(inlet.Deployed, since, cancellationToken).ToListAsync(cancellationToken);
        return (runs.Sum(r => r.RecordsOut), runs.Sum(r => r.RecordsFailed));
    }

    private VerifyResult End(params VerifyStage[] last)
    {
        stages.AddRange(last);
        foreach (var name in new[] { Live, Accepted, Run, Dataset }.Skip(stages.Count))
            stages.Add(new(name, StageStatus.Skipped, TimeSpan.Zero));
        return new(inlet.Flow.ToString(), stages, transaction);
    }
}
