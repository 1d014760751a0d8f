using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Workspaces;

/// <summary>What to plan.</summary>
internal sealed record PlanRequest
{
    /// <summary>What narrows or widens the plan.</summary>
    public PlanOptions Options { get; init; } = PlanOptions.Default;

    /// <summary>Whether the services are asked if they would take what the plan writes.</summary>
    public bool ServiceChecks { get; init; }

    /// <summary>To delete all managed resources.</summary>
    public static PlanRequest Destroy(PlanOptions options) => new() { Options = options with { Mode = PlanMode.Destroy }, Instead = new([]) };

    /// <summary>Resources to plan for in place of the manifest's; null for the manifest's own.</summary>
    public DesiredResources? Instead { get; init; }
}
