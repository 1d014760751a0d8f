using System.Collections.Immutable;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Planning;

/// <summary>Everything that a plan is made from, except the live objects.</summary>
public sealed record PlanInput
{
    /// <summary>What the plan is for.</summary>
    public required DeploymentScope Scope { get; init; }

    /// <summary>What the manifest wants.</summary>
    public required DesiredResources Desired { get; init; }

    /// <summary>The manifest's outputs.</summary>
    public ImmutableArray<OutputReference> Outputs { get; init; } = [];

    /// <summary>The states of other projects whose outputs the manifest reads, sorted by name.</summary>
    public ImmutableArray<ImportedState> Imports { get; init; } = [];

    /// <summary>The renamed addresses.</summary>
    public ImmutableArray<MovedDeclaration> Moved { get; init; } = [];

    /// <summary>The lockfile, with the journal's outcomes applied; null when there is none.</summary>
    public Lockfile? Prior { get; init; }

    /// <summary>The options of the plan.</summary>
    public PlanOptions Options { get; init; } = PlanOptions.Default;

    /// <summary>Whether another command is changing the environment, so that an unmanaged object may be one that it is creating.</summary>
    public bool IsConcurrent { get; init; }

    /// <summary>When the plan is made, for fields that can be changed until a time only; null where nothing is to be changed.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>The maximum number of concurrent API calls.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>
    /// Whether the services are asked if they would take what the plan writes, where they can tell without storing it, and
    /// whether objects that are only referred to are read further to check resources against them.
    /// </summary>
    public bool ServiceChecks { get; init; }

    /// <summary>Counts what is read, for those who wait.</summary>
    public ReadProgress Progress { get; init; } = new();
}
