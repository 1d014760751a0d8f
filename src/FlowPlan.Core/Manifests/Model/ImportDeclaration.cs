using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Model;

/// <summary>Another project whose outputs the expressions of a manifest can read, as in <c>{{ imports.core.inlet }}</c>.</summary>
/// <param name="Name">The name in expressions.</param>
/// <param name="Project">The other project.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="State">Where its state is kept; null for the place where the state of this manifest is.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record ImportDeclaration(string Name, string Project, string Environment, StateDeclaration? State, SourceSpan Span);
