using System.CommandLine;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Health;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Data;

/// <summary><c>flowplan health</c>: how all flows of a manifest are doing, whether or not they are as declared.</summary>
internal sealed class HealthCommand(CommandHost host)
{
    public static Command Create(SharedOptions shared)
    {
        var format = FormatOption.Of("console", "json", "junit", "prometheus");
        var command = new Command("health", "Show how the flows are doing: live, last success, failures, silence; exits with 10 if one is unhealthy");
        shared.AddPlatformOptions(command);
        command.Add(format);
        return command.Runs((host, parsed) => new HealthCommand(host).RunAsync(shared.PlatformArguments(parsed), parsed.GetValue(format)!));
    }

    public async Task<int> RunAsync(PlatformArguments arguments, string format)
    {
        await using var data = await FlowData.OpenAsync(host, arguments);
        if (data is null)
            return ExitCodes.Error;
        var flows = data.Inlets.Flows.ToList();
        var health = new FlowHealth[flows.Count];
        var blocks = new FlowBlocks(data.Manifest.Declarations);
        var disabled = data.Manifest.Desired.Items.Where(d => d.Fields["enabled"] == Value.Of(false)).Select(d => d.Address).ToHashSet();
        var activity = new CountActivity("Reading the runs", flows is [var first, ..] ? first.Address.Kind : "resource", flows.Count);
        await using (host.Output.Progress.Show(activity))
        {
            await Parallel.ForEachAsync(
                Enumerable.Range(0, flows.Count),
                new ParallelOptions { MaxDegreeOfParallelism = arguments.Parallelism, CancellationToken = host.Signals.Stop },
                async (i, _) =>
                {
                    health[i] = await JudgeAsync(data, flows[i], HealthThresholds.Of(blocks, flows[i].Address), disabled.Contains(flows[i].Address));
                    activity.Add();
                });
        }

        var declarations = data.Manifest.Declarations;
        host.Reporter.WriteRaw(HealthReport.Of(format, declarations.Project, declarations.Environment.Name, health));
        return Array.TrueForAll(health, f => f.IsHealthy) ? ExitCodes.Done : ExitCodes.Unhealthy;
    }

    private async Task<FlowHealth> JudgeAsync(FlowData data, DeployedFlow flow, HealthThresholds thresholds, bool isOffByIntent)
    {
        var now = host.Time.GetUtcNow();
        var status = await StatusOf(data, flow);

        // A longer silence than the window must be seen as one.
        var since = now - (thresholds.MaxSilence is { } silence && silence > thresholds.Window ? silence : thresholds.Window);
        var runs = status is null ? [] : await data.Client.RunsAsync(flow, since, host.Signals.Stop).ToListAsync(host.Signals.Stop);
        return FlowHealth.Of(flow, status, status?.At(data.Client.FlowDelay, now) ?? new(FlowReadiness.Off, TimeSpan.Zero), isOffByIntent, runs, thresholds, now);
    }

    private async Task<FlowStatus?> StatusOf(FlowData data, DeployedFlow flow)
    {
        try
        {
            return await data.Client.ReadFlowAsync(flow, host.Signals.Stop);
        }
        catch (DiagnosticException fault) when (fault.Diagnostic.Descriptor == IngestionDescriptors.FlowIsGone)
        {
            return null;
        }
    }
}
