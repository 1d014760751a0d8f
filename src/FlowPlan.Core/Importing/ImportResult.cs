using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>What an import plans, and why other objects are not imported.</summary>
/// <param name="Plan">Records each object as it is live; applying it changes nothing on the platform.</param>
/// <param name="Objects">The imported objects, dependencies first.</param>
/// <param name="Findings">Why others are not imported.</param>
/// <param name="Recorded">How many declared resources were in the state before.</param>
public sealed record ImportResult(
    Plan Plan, ImmutableArray<ImportedObject> Objects, ImmutableArray<Diagnostic> Findings, int Recorded);

/// <summary>A live object that is imported.</summary>
/// <param name="Address">The resource.</param>
/// <param name="Live">The object.</param>
/// <param name="Pending">Fields that the next plan would change.</param>
public sealed record ImportedObject(ResourceAddress Address, LiveObject Live, ImmutableArray<FieldDifference> Pending);
