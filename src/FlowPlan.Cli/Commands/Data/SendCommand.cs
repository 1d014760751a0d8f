using System.CommandLine;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Readiness;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Sending;
using FlowPlan.Cli.Sending.Input;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Commands.Data;

/// <summary><c>flowplan send</c>: sends records to the inlet of a flow.</summary>
internal sealed class SendCommand(CommandHost host, SendArguments arguments)
{
    private readonly InputFile input = new(arguments.File);
    private readonly SendTally tally = new();

    public static Command Create(SharedOptions shared)
    {
        var options = new SendOptions(new(shared));
        var command = new Command("send", "Send records to the inlet of a flow: XDM in its envelope, or raw");
        options.AddTo(command);
        return command.Runs((host, parsed) => new SendCommand(host, options.Arguments(parsed)).RunAsync());
    }

    public async Task<int> RunAsync()
    {
        await using var data = await FlowData.OpenAsync(host, arguments.Platform);
        if (data is null)
            return ExitCodes.Error;
        var stop = host.Signals.Stop;
        var inlet = await data.Inlets.FindAsync(arguments.Flow, stop);
        var writer = data.Client.WriterFor(inlet, arguments.Form);
        var rules = new RecordRules(inlet, writer.Overhead);
        if (arguments.DryRun)
            return await DryRunAsync(writer, rules, stop);
        if (!arguments.SkipInvalid && !arguments.Resume && !input.IsStdin && await new InputCheck(input, rules).RunAsync(stop) is { } problems)
            throw new DiagnosticException(problems);
        var watch = new FlowWatch(data.Client, host.Reporter, host.Time);
        if (arguments.Wait is { } timeout)
            await watch.WaitAsync(inlet.Deployed, timeout, stop);
        else
            await watch.WarnAsync(inlet.Deployed, stop);
        return await SendAsync(data, inlet, writer, rules);
    }

    private async Task<int> DryRunAsync(MessageWriter writer, RecordRules rules, CancellationToken stop)
    {
        var batch = new List<ReadOnlyMemory<byte>>();
        void Print()
        {
            if (batch.Count > 0)
                host.Reporter.WriteRaw(CurlText.Of(writer.Write(batch)));
            batch.Clear();
        }

        await foreach (var record in input.ReadAsync(stop))
        {
            if (rules.ProblemOf(record) is { } problem)
            {
                tally.AddInvalid(record, problem);
                continue;
            }

            batch.Add(record.Json);
            if (batch.Count == arguments.Settings.BatchSize)
                Print();
        }

        Print();
        if (tally.Invalid == 0)
            return ExitCodes.Done;
        host.Reporter.Diagnostics([InputCheck.Describe(input, tally)]);
        return ExitCodes.Refused;
    }

    private async Task<int> SendAsync(FlowData data, Inlet inlet, MessageWriter writer, RecordRules rules)
    {
        using var checkpoint = await OpenCheckpointAsync(data, inlet);
        using var failed = new FailedRecords(arguments.Failed, append: arguments.Resume);
        failed.Begin();
        var job = new SendJob(data.Client, writer, rules, arguments.Settings, tally, host.Time) { Checkpoint = checkpoint, FailedRecords = failed };
        var started = host.Time.GetTimestamp();
        host.Signals.GentleStop = true;
        DiagnosticException? failure;
        await using (host.Output.Progress.Show(new SendActivity(tally, input)))
            failure = await job.RunAsync(input.ReadAsync(host.Signals.Stop), host.Signals.Stop, host.Signals.Abort);

        var isInterrupted = host.Signals.Stop.IsCancellationRequested;
        var isDone = failure is null && !isInterrupted && tally.Unknown + tally.NotTaken == 0 && UnknownBefore(checkpoint) == 0;
        if (isDone)
            checkpoint?.Remove();
        Report(inlet, host.Time.GetElapsedTime(started), isDone ? null : checkpoint?.Path);
        if (failure is not null)
            host.Reporter.Diagnostics([failure.Diagnostic]);
        if (!isDone && checkpoint is not null)
            host.Reporter.WriteNotice("The same command with --resume sends the records that were not sent.");
        return isInterrupted ? ExitCodes.Interrupted
            : failure is not null ? ExitCodes.Of(failure.Diagnostic)
            : tally.Failed == 0 ? ExitCodes.Done : ExitCodes.Partial;
    }

    /// <summary>Records whose outcome an earlier send left unknown, and that this one did not send again.</summary>
    private int UnknownBefore(Checkpoint? checkpoint) => arguments.Settings.ResendUnknown ? 0 : checkpoint?.State.UnknownCount ?? 0;

    private void Report(Inlet inlet, TimeSpan elapsed, string? checkpoint)
    {
        if (arguments.Json)
            host.Reporter.WriteRaw(SendReport.Json(tally, inlet.Flow.ToString(), elapsed, checkpoint));
        else
            host.Reporter.WriteResult(SendReport.Text(tally, inlet.Flow.ToString(), elapsed));
    }

    private async Task<Checkpoint?> OpenCheckpointAsync(FlowData data, Inlet inlet)
    {
        if (input.IsStdin && arguments.Checkpoint is null)
            return null;
        var path = arguments.Checkpoint is { } given
            ? Path.GetFullPath(given)
            : Checkpoints.PathFor(data.Manifest.Folder, data.Manifest.Declarations.Environment.Name, inlet.Flow.Key, input.FullPath!);
        var owner = new CheckpointOwner(inlet.FlowId, await input.FingerprintAsync(host.Signals.Stop));
        var checkpoint = Checkpoints.Open(path, owner, arguments.Resume, arguments.Restart);
        if (checkpoint.State.InFlight.Count is > 0 and var count)
        {
            host.Reporter.Diagnostics([Diagnostic.Of(
                SendDescriptors.MayArriveTwice,
                $"{count} {(count == 1 ? "record was" : "records were")} in flight when the earlier send ended: sent again, {(count == 1 ? "it" : "they")} may arrive twice",
                help: "find repetitions by an ID in each record")]);
        }

        return checkpoint;
    }
}
