using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>What is taken over as it is, and what stood in the way of the rest.</summary>
/// <param name="Plan">Records each object as it is live: carrying it out changes nothing on the platform.</param>
/// <param name="Objects">The objects taken over, dependencies first.</param>
/// <param name="Findings">Why others were not.</param>
/// <param name="Recorded">How many declared resources were on record before.</param>
public sealed record Adoption(
    Plan Plan, ImmutableArray<AdoptedObject> Objects, ImmutableArray<Diagnostic> Findings, int Recorded);

/// <summary>A live object that is taken over.</summary>
/// <param name="Address">The resource that it belongs to.</param>
/// <param name="Live">The object.</param>
/// <param name="Pending">Where the manifest wants it otherwise: what the next plan would change.</param>
public sealed record AdoptedObject(ResourceAddress Address, LiveObject Live, ImmutableArray<FieldDifference> Pending);
