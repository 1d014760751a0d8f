using System.Collections.Immutable;
using FlowPlan.Cli.Commands;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Hosting;

/// <summary>A manifest read for one environment, and what it wants.</summary>
/// <param name="Declarations">The manifest as declared.</param>
/// <param name="Desired">The resources that it wants.</param>
/// <param name="Kinds">The kind of each section.</param>
internal sealed record Workspace(Declarations Declarations, DesiredResources Desired, IReadOnlyDictionary<string, string> Kinds)
{
    /// <summary>The ids that the manifest adopts, by address; the same whatever else is wished for.</summary>
    public IReadOnlyDictionary<ResourceAddress, string> Adopted { get; } =
        Desired.Items.Where(d => d.Adopt is not null).ToDictionary(d => d.Address, d => d.Adopt!);

    /// <summary>Reads the manifest and reports what was found; null when it cannot be used.</summary>
    public static Workspace? Load(
        ManifestArguments arguments,
        IManifestDialect dialect,
        IReadOnlyDictionary<string, string> processEnvironment,
        IReporter reporter)
    {
        var read = ManifestReader.Read(
            new ManifestRequest
            {
                Path = arguments.Path,
                Environment = arguments.Environment,
                Variables = arguments.Variables,
                VariableFiles = arguments.VariableFiles,
                ProcessEnvironment = processEnvironment,
            },
            dialect.Vocabulary);
        if (read.Value is { } declarations)
            reporter.Redact(declarations.Secrets);
        reporter.Diagnostics(read.Diagnostics);
        if (!read.Succeeded)
            return null;
        var expanded = dialect.Expand(read.Value);
        reporter.Diagnostics(expanded.Diagnostics);
        return expanded.Succeeded ? new(read.Value, expanded.Value, dialect.Vocabulary.Sections) : null;
    }

    /// <summary>The same place with other wishes, and without outputs and moves.</summary>
    public Workspace With(DesiredResources desired) => this with
    {
        Desired = desired,
        Declarations = Declarations with { Outputs = [], Moved = [] },
    };

    /// <summary>The manifest as a user would name it on the command line.</summary>
    public string Folder => Declarations.Directory;

    /// <summary>The manifest's outputs and what they refer to, by name.</summary>
    public ImmutableArray<OutputReference> Outputs() =>
    [
        .. Declarations.Outputs
            .Select(o => new OutputReference(o.Name, new Value.Reference(new(Kinds[o.Section], o.Key), o.Attribute)))
            .OrderBy(o => o.Name, StringComparer.Ordinal),
    ];

    /// <summary>What the manifest is applied to.</summary>
    public DeploymentScope Scope(IResourceProvider provider, IReadOnlyDictionary<string, string> processEnvironment) =>
        new(Declarations.Project, Declarations.Environment.Name, provider.Organization, Sandbox(processEnvironment)!);

    /// <summary>The sandbox: the environment's, or that of the process.</summary>
    public string? Sandbox(IReadOnlyDictionary<string, string> processEnvironment) =>
        Declarations.Environment.Sandbox ?? processEnvironment.GetValueOrDefault("FLOWPLAN_SANDBOX");
}
