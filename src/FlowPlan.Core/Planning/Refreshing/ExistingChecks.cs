using System.Collections.Concurrent;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Resources.Checks;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>The checks of resources against objects that the manifest only refers to, each made as soon as its object is found.</summary>
internal sealed class ExistingChecks
{
    private readonly ILookup<ResourceAddress, IExistingCheck> wanted;
    private readonly Lazy<DesiredGraph> graph;
    private readonly ReadProgress progress;
    private readonly ConcurrentQueue<Diagnostic> found = [];

    public ExistingChecks(IResourceProvider provider, PlanInput input)
    {
        var desired = input.Desired.Items;
        var isNeeded = input.ServiceChecks && input.Options.Mode == PlanMode.Apply && desired.Any(d => d.Existing is not null);
        wanted = (isNeeded ? provider.KindNames : []).Select(name => provider.Kind(name).Operations).OfType<IExistingCheck>()
            .SelectMany(check => check.FindUnchecked(desired).Select(address => (Address: address, Check: check)))
            .ToLookup(w => w.Address, w => w.Check);
        graph = new(() => new DesiredGraph(desired));
        progress = input.Progress;
    }

    /// <summary>What was found.</summary>
    public IEnumerable<Diagnostic> Found => found;

    /// <summary>Whether something is checked against an object.</summary>
    public bool Need(ResourceAddress address) => wanted.Contains(address);

    /// <summary>Checks what is to be checked against an object.</summary>
    public async Task CheckAsync(ResourceAddress address, LiveObject live, CancellationToken cancellationToken)
    {
        foreach (var check in wanted[address])
        {
            progress.Want(address.Kind, 1);
            foreach (var finding in await check.CheckAsync(address, live, graph.Value, cancellationToken))
                found.Enqueue(finding);
            progress.Find(address.Kind);
        }
    }
}
