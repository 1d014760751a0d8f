using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Readiness;

/// <summary>Watches whether a flow takes data: a new one does so only after some minutes.</summary>
internal sealed class FlowWatch(IngestionClient client, IReporter reporter, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Whether the flow takes data now.</summary>
    public async Task<FlowLife> LookAsync(DeployedFlow flow, CancellationToken cancellationToken) =>
        (await client.ReadFlowAsync(flow, cancellationToken)).At(client.FlowDelay, time.GetUtcNow());

    /// <summary>Warns when records could be lost.</summary>
    /// <exception cref="DiagnosticException">The flow is disabled.</exception>
    public async Task WarnAsync(DeployedFlow flow, CancellationToken cancellationToken)
    {
        var life = await LookAsync(flow, cancellationToken);
        if (life.Readiness == FlowReadiness.Off)
            throw Off(flow);
        if (!life.IsLive)
        {
            reporter.Diagnostics([Diagnostic.Of(
                ReadinessDescriptors.FlowIsYoung,
                $"{flow.Address} may not accept data yet{(life.Remaining > TimeSpan.Zero ? $", for about {Durations.Show(life.Remaining)}" : string.Empty)}: its inlet acknowledges records that are lost",
                help: "wait for it with --wait")]);
        }
    }

    /// <summary>Waits until the flow takes data.</summary>
    /// <returns>How long it took.</returns>
    /// <exception cref="DiagnosticException">It is disabled, or does not become live in time.</exception>
    public async Task<TimeSpan> WaitAsync(DeployedFlow flow, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var said = false;
        for (var pause = Shortest; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            var life = await LookAsync(flow, cancellationToken);
            if (life.IsLive)
                return time.GetElapsedTime(started);
            if (life.Readiness == FlowReadiness.Off)
                throw Off(flow);
            var left = timeout - time.GetElapsedTime(started);
            var next = life is { Readiness: FlowReadiness.Young } && life.Remaining > pause ? life.Remaining : pause;
            if (left <= TimeSpan.Zero || next > left)
                throw NotInTime(flow, timeout);
            if (!said)
                reporter.WriteNotice($"Waiting until {flow.Address} accepts data{(life.Remaining > TimeSpan.Zero ? $", about {Durations.Show(life.Remaining)}" : string.Empty)}.");
            said = true;
            await Task.Delay(next, time, cancellationToken);
        }
    }

    private static DiagnosticException Off(DeployedFlow flow) => new(Diagnostic.Of(
        ReadinessDescriptors.FlowIsOff, $"{flow.Address} is disabled: its inlet acknowledges records that are lost", help: "enable it in the manifest and apply, then send"));

    private static DiagnosticException NotInTime(DeployedFlow flow, TimeSpan timeout) => new(Diagnostic.Of(
        ReadinessDescriptors.NotLiveInTime, $"{flow.Address} does not accept data within {Durations.Show(timeout)}", help: "wait longer with --wait-timeout"));
}
