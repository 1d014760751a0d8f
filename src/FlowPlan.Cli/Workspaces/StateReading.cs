using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>The state as read without its lock.</summary>
/// <param name="Use">That another command works with it; null when none does. Asked before the state was read.</param>
/// <param name="Loaded">The state, or why it cannot be read.</param>
internal sealed record StateReading(Diagnostic? Use, Outcome<StateSnapshot> Loaded)
{
    /// <summary>Begins to read the state of a manifest's environment.</summary>
    public static Task<StateReading> Begin(CommandHost host, Declarations declarations)
    {
        var store = StateAccess.StoreOf(host, declarations);
        return Task.Run(async () => new StateReading(await store.DescribeUseAsync(host.Signals.Stop), await store.LoadAsync(host.Signals.Stop)));
    }
}
