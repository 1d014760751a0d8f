namespace FlowPlan.Cli.Arguments;

/// <summary>Which manifest, for which environment, with which variables.</summary>
internal sealed record ManifestArguments(string Path, string? Environment, string[] Variables, string[] VariableFiles);
