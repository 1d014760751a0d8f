using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>What an apply would do: the whole truth, in the order in which it would be done.</summary>
public sealed record Plan
{
    /// <summary>What the plan is for and what it was made from.</summary>
    public required PlanBinding Binding { get; init; }

    /// <summary>One action per resource, in the order of execution: dependencies first, deletes last and reversed, ties by address.</summary>
    public required ImmutableArray<PlannedAction> Actions { get; init; }

    /// <summary>The outputs that change, sorted by name.</summary>
    public ImmutableArray<OutputChange> Outputs { get; init; } = [];

    /// <summary>Every output of the manifest: its name and what it refers to.</summary>
    public ImmutableArray<OutputReference> OutputReferences { get; init; } = [];

    /// <summary>Warnings found while planning.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What the plan was asked to do besides.</summary>
    public PlanOptions Options { get; init; } = PlanOptions.Default;

    /// <summary>What the plan leaves out or takes along because of its options, one sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Whether there is anything to do. This alone decides exit code, prompt and summary.</summary>
    public bool HasChanges => Outputs.Length > 0 || Actions.Any(a => a.IsChange);

    /// <summary>How many actions there are of each kind.</summary>
    public PlanSummary Summary => PlanSummary.Of(Actions);
}

/// <summary>What a plan is for and what it was made from.</summary>
/// <param name="Scope">What the plan is for.</param>
/// <param name="Lineage">The lineage of the lockfile; null when there was no lockfile, which is a fact of its own.</param>
/// <param name="Serial">The serial of the lockfile; 0 when there was none.</param>
/// <param name="ManifestHash">A hash over the manifest's content, secrets left out.</param>
public sealed record PlanBinding(DeploymentScope Scope, string? Lineage, long Serial, string ManifestHash)
{
    /// <summary>The manifest's project.</summary>
    public string Project => Scope.Project;

    /// <summary>The environment.</summary>
    public string Environment => Scope.Environment;

    /// <summary>The organization.</summary>
    public string Organization => Scope.Organization;

    /// <summary>The sandbox.</summary>
    public string Sandbox => Scope.Sandbox;

    /// <summary>What a plan made from this input is bound to.</summary>
    internal static PlanBinding Of(PlanInput input) => new(
        input.Scope,
        input.Prior?.Lineage,
        input.Prior?.Serial ?? 0,
        Planning.ManifestHash.Of(input));

    /// <summary>The empty lockfile of a first apply, with a lineage of its own.</summary>
    public Lockfile NewLockfile() => new()
    {
        Lineage = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
        Serial = 0,
        Scope = Scope,
    };
}

/// <summary>An output and the attribute that it shows.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Value">The attribute.</param>
public sealed record OutputReference(string Name, Value.Reference Value);

/// <summary>An output whose value changes.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Before">The recorded value; null for none.</param>
/// <param name="After">The value after; null when the output goes; a <see cref="Value.Reference"/> is known only after apply.</param>
public sealed record OutputChange(string Name, Value? Before, Value? After);

/// <summary>How many actions of each kind a plan has. A replacement counts as such, not as a create and a delete.</summary>
/// <param name="Create">Objects to create.</param>
/// <param name="Update">Objects to change in place.</param>
/// <param name="Replace">Objects to replace.</param>
/// <param name="Delete">Objects to delete.</param>
/// <param name="Adopt">Objects to take over.</param>
/// <param name="Forget">Records to drop.</param>
/// <param name="Unchanged">Objects left as they are.</param>
/// <param name="Read">Objects looked up.</param>
/// <param name="Move">Records that only move to another address.</param>
public sealed record PlanSummary(int Create, int Update, int Replace, int Delete, int Adopt, int Forget, int Unchanged, int Read, int Move)
{
    /// <summary>Counts the actions.</summary>
    public static PlanSummary Of(ImmutableArray<PlannedAction> actions)
    {
        int Count(ActionKind kind) => actions.Count(a => a.Kind == kind);
        return new(
            Count(ActionKind.Create),
            Count(ActionKind.Update),
            Count(ActionKind.Replace),
            Count(ActionKind.Delete),
            Count(ActionKind.Adopt),
            Count(ActionKind.Forget),
            actions.Count(a => a is { Kind: ActionKind.NoOp, MovedFrom: null }),
            Count(ActionKind.Read),
            actions.Count(a => a is { Kind: ActionKind.NoOp, MovedFrom: not null }));
    }
}
