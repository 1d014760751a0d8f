using FlowPlan.Cli.Output;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Graphs;

/// <summary>A resource in a graph.</summary>
/// <param name="Name">Its name in the text of the graph, such as <c>n3</c>.</param>
/// <param name="Address">Its address.</param>
/// <param name="Action">What a plan does with it; <see cref="ActionKind.Read"/> for one that is only referred to, <see cref="ActionKind.NoOp"/> for others.</param>
internal sealed record GraphNode(string Name, ResourceAddress Address, ActionKind Action)
{
    /// <summary>The address, with a symbol for what a plan does.</summary>
    public string Label => (Action is ActionKind.NoOp or ActionKind.Read ? string.Empty : ActionNames.Of(Action).Sign + " ") + SafeText.Line(Address.ToString());
}

/// <summary>The resources of a manifest or a plan, with what they refer to and the flow that they belong to.</summary>
internal sealed class ResourceGraph
{
    private readonly Dictionary<ResourceAddress, GraphNode> nodes;
    private readonly Dictionary<ResourceAddress, IReadOnlyList<ResourceAddress>> uses;

    private ResourceGraph(IEnumerable<(ResourceAddress Address, ActionKind Action, IReadOnlyList<ResourceAddress> Uses)> resources)
    {
        var all = resources.OrderBy(r => r.Address).ToList();
        nodes = all.Select((r, i) => new GraphNode(FormattableString.Invariant($"n{i}"), r.Address, r.Action)).ToDictionary(n => n.Address);
        uses = all.ToDictionary(r => r.Address, r => r.Uses);
    }

    /// <summary>The resources that a manifest declares.</summary>
    public static ResourceGraph Of(Workspace manifest) =>
        new(manifest.Desired.Items.Select(r => (r.Address, r.Existing is null ? ActionKind.NoOp : ActionKind.Read, (IReadOnlyList<ResourceAddress>)r.FindDependencies())))
        {
            Title = TitleOf(manifest.Declarations.Project, manifest.Declarations.Environment.Name),
        };

    /// <summary>The resources of a plan. Those that are deleted refer to what is recorded.</summary>
    public static ResourceGraph Of(Plan plan) => new(plan.Actions.Select(a => (a.Address, a.Kind, PlanReferences.Of(a))))
    {
        Title = $"plan for {TitleOf(plan.Binding.Project, plan.Binding.Environment)}",
    };

    /// <summary>The project and environment.</summary>
    public required string Title { get; init; }

    /// <summary>What several flows use, or none, and then each flow with its parts.</summary>
    public IEnumerable<(GraphNode? Flow, IReadOnlyList<GraphNode> Members)> Clusters()
    {
        var owners = FlowOwnership.Of(uses);
        ResourceAddress? OwnerOf(ResourceAddress address) => address is { Kind: FlowOwnership.FlowKind, IsDeposed: false } ? address : owners.GetValueOrDefault(address.Base);
        return nodes.Values
            .GroupBy(n => OwnerOf(n.Address))
            .OrderBy(g => g.Key is not null)
            .ThenBy(g => g.Key)
            .Select(g => (g.Key is { } flow ? nodes[flow] : null, (IReadOnlyList<GraphNode>)[.. g]));
    }

    /// <summary>What data or definitions come from, and the resource that uses it.</summary>
    public IEnumerable<(GraphNode From, GraphNode To)> Edges() =>
        nodes.Values.SelectMany(n => uses[n.Address].Where(nodes.ContainsKey).Order().Select(used => (nodes[used], n)));

    private static string TitleOf(string project, string environment) => SafeText.Line($"{project} ({environment})");
}
