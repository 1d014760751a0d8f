namespace FlowPlan.Core.State;

/// <summary>The state of another project whose outputs a manifest reads.</summary>
/// <param name="Name">The name of the import.</param>
/// <param name="Project">The project.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="Lineage">The lineage of the state.</param>
/// <param name="Serial">The serial of the state.</param>
public sealed record ImportedState(string Name, string Project, string Environment, string Lineage, long Serial);
