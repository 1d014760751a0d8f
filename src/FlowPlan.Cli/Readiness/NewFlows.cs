using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Readiness;

/// <summary>The flows that an apply created, until they accept data.</summary>
internal sealed class NewFlows(CommandHost host, OpenWorkspace workspace)
{
    /// <summary>Waits for all of them, and says how long each took.</summary>
    public async Task WaitAsync(ApplyResult result, TimeSpan timeout)
    {
        var client = host.Providers.IngestionOf(workspace.Provider);
        var created = result.Done.Where(d => d.Action is ActionKind.Create or ActionKind.Replace).Select(d => d.Address).ToHashSet();
        var watch = new FlowWatch(client, host.Reporter, host.Time);

        // A signal now interrupts the wait: everything is saved.
        host.Signals.GentleStop = false;
        var started = host.Time.GetTimestamp();
        foreach (var flow in new InletFinder(result.Lockfile, client).Flows.Where(f => created.Contains(f.Address)))
        {
            var left = timeout - host.Time.GetElapsedTime(started);
            await watch.WaitAsync(flow, left > TimeSpan.Zero ? left : TimeSpan.Zero, host.Signals.Stop);
            host.Reporter.WriteNotice($"{flow.Address} accepts data (after {Durations.Show(host.Time.GetElapsedTime(started))}).");
        }
    }
}
