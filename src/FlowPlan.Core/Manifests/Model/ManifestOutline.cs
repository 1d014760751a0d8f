using System.Collections.Immutable;

namespace FlowPlan.Core.Manifests.Model;

/// <summary>What a manifest is for one environment, without its resources.</summary>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Directory">The folder of the main manifest file, absolute.</param>
/// <param name="State">Where the state is kept; null where the manifest does not say.</param>
/// <param name="Imports">The projects whose outputs it reads, in the order of the file, without itself.</param>
public sealed record ManifestOutline(string Project, string Environment, string Directory, StateDeclaration? State, ImmutableArray<ImportDeclaration> Imports);
