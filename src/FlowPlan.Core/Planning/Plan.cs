using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>Everything that an apply would do, in the order of execution.</summary>
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

    /// <summary>The recorded outputs that the manifest does not declare and that stay in the state all the same.</summary>
    public ImmutableArray<string> KeptOutputs { get; init; } = [];

    /// <summary>Warnings and notes found while planning.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The options that the plan was made with.</summary>
    public PlanOptions Options { get; init; } = PlanOptions.Default;

    /// <summary>What the plan includes or excludes because of its options.</summary>
    public ImmutableArray<PlanRemark> Remarks { get; init; } = [];

    /// <summary>Whether there is anything to do. This alone decides exit code, prompt and summary.</summary>
    public bool HasChanges => Outputs.Length > 0 || Actions.Any(a => a.IsChange);

    /// <summary>Counts the actions of each kind.</summary>
    public PlanSummary Summarize() => PlanSummary.Of(Actions);
}

/// <summary>What a plan is for and what it was made from.</summary>
/// <param name="Scope">What the plan is for.</param>
/// <param name="Lineage">The lineage of the lockfile; null when there was no lockfile.</param>
/// <param name="Serial">The serial of the lockfile; 0 when there was none.</param>
/// <param name="ManifestHash">A hash over the manifest's content, secrets left out. Made when it is asked for: only saved plans need it.</param>
public sealed record PlanBinding(DeploymentScope Scope, string? Lineage, long Serial, Lazy<string> ManifestHash)
{
    /// <summary>The states of other projects that the manifest imports, sorted by name.</summary>
    public ImmutableArray<ImportedState> Imports { get; init; } = [];

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
        new Lazy<string>(() => Planning.ManifestHash.Of(input)))
    {
        Imports = input.Imports,
    };

    /// <summary>The empty lockfile of a first apply, with a lineage of its own.</summary>
    public Lockfile NewLockfile() => new()
    {
        Lineage = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
        Serial = 0,
        Scope = Scope,
    };
}

/// <summary>An output and what it shows.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Value">A reference to the attribute, or a value of the manifest's own.</param>
public sealed record OutputReference(string Name, Value Value);

/// <summary>An output whose value changes.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Before">The recorded value; null for none.</param>
/// <param name="After">The value after; null when the output is removed; a <see cref="Value.Reference"/> is known only after apply.</param>
public sealed record OutputChange(string Name, Value? Before, Value? After);
