using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Variables;

/// <summary>What to read and for which environment.</summary>
public sealed record ManifestRequest
{
    /// <summary>The prefix of the environment variables that give variables their values.</summary>
    public const string EnvironmentPrefix = "FLOWPLAN_VAR_";

    /// <summary>The manifest file, or a folder that holds a <c>flowplan.yaml</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Where the manifest's files come from.</summary>
    public IManifestSource Source { get; init; } = DiskSource.Instance;

    /// <summary>The environment asked for; null picks the only one declared.</summary>
    public string? Environment { get; init; }

    /// <summary><c>name=value</c> pairs of the command line, in order; the last of a name wins.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Variable files (YAML maps of name to value), in order; a later file wins.</summary>
    public IReadOnlyList<string> VariableFiles { get; init; } = [];

    /// <summary>
    /// Whether sensitive variables may have no value, as for a command that sends no secret. What an expression makes of one is then
    /// a secret without content.
    /// </summary>
    public bool SecretsOptional { get; init; }

    /// <summary>The value of the expression <c>tenant</c>; null where it is not known.</summary>
    public string? Tenant { get; init; }

    /// <summary>
    /// Whether any variable may have no value, as for a command that reads only the state. What an expression makes of one is not known, and a
    /// resource with such an expression is only checked as far as it is known (<see cref="ResourceDeclaration.IsInvalid"/>).
    /// </summary>
    public bool VariablesOptional { get; init; }

    /// <summary>Whether what is kept beside the manifest of live objects is used to check it; a command that renews it does not.</summary>
    public bool ReadsCopies { get; init; } = true;

    /// <summary>The outputs of each import by its name; null where no state of another project was read.</summary>
    public IReadOnlyDictionary<string, Value.Map>? Imports { get; init; }

    /// <summary>The process environment, for <c>FLOWPLAN_VAR_name</c>.</summary>
    public IReadOnlyDictionary<string, string> ProcessEnvironment { get; init; } = new Dictionary<string, string>();
}
