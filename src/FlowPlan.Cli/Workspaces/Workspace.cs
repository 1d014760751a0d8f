using System.Collections.Immutable;
using FlowPlan.Aep.Settings;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Workspaces;

/// <summary>A manifest that was read for one environment.</summary>
/// <param name="Declarations">The manifest as declared.</param>
/// <param name="Desired">The resources that it declares.</param>
/// <param name="Kinds">The kind of each section.</param>
internal sealed record Workspace(Declarations Declarations, DesiredResources Desired, IReadOnlyDictionary<string, string> Kinds)
{
    /// <summary>The IDs of the objects that the manifest imports, by address; the same whatever a plan is for.</summary>
    public IReadOnlyDictionary<ResourceAddress, string> Adopted { get; } =
        Desired.Items.Where(d => d.Adopt is not null).ToDictionary(d => d.Address, d => d.Adopt!);

    /// <summary>What was found in the manifest and reported.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; private init; } = [];

    /// <summary>The absolute folder of the main manifest file.</summary>
    public string Folder => Declarations.Directory;

    /// <summary>Reads the manifest; null when it is invalid, which is reported.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="arguments">Which manifest.</param>
    /// <param name="secretsOptional">Whether sensitive variables may have no value, because the command sends none.</param>
    /// <param name="connects">Whether the command makes calls, so that it finds out what is only supposed offline.</param>
    /// <param name="tenant">The value of the expression <c>tenant</c>, and the findings without it, which were reported; null where it is not known.</param>
    /// <param name="onRead">Called as soon as the manifest's files are read and valid, before its resources are expanded.</param>
    public static Workspace? Load(
        CommandHost host,
        ManifestArguments arguments,
        bool secretsOptional = false,
        bool connects = false,
        (string Name, IReadOnlyList<Diagnostic> Reported)? tenant = null,
        Action<Declarations>? onRead = null)
    {
        List<Diagnostic> findings = [];
        void Report(IReadOnlyList<Diagnostic> found)
        {
            findings.AddRange(found);
            host.Reporter.Diagnostics([.. found.Except(tenant?.Reported ?? []).Where(d => !connects || !d.Descriptor.IsAnsweredByPlan)]);
        }

        var read = ManifestReader.Read(
            new ManifestRequest
            {
                Path = arguments.Path,
                Environment = arguments.Environment,
                Variables = arguments.Variables,
                VariableFiles = arguments.VariableFiles,
                SecretsOptional = secretsOptional,
                Tenant = tenant?.Name,
                ProcessEnvironment = host.ProcessEnvironment,
            },
            host.Dialect.Vocabulary,
            valid =>
            {
                host.Reporter.Redact(valid.Secrets);
                return host.Dialect.CheckValid(valid);
            });
        if (read.Value is { } declarations)
            host.Reporter.Redact(declarations.Secrets);
        Report(read.Diagnostics);
        if (!read.Succeeded)
            return null;
        onRead?.Invoke(read.Value);
        var expanded = host.Dialect.Expand(read.Value);
        Report(expanded.Diagnostics);
        return expanded.Succeeded ? new(read.Value, expanded.Value, host.Dialect.Vocabulary.Sections) { Findings = findings } : null;
    }

    /// <summary>The same place with other resources, and without outputs and moves.</summary>
    public Workspace With(DesiredResources desired) => this with
    {
        Desired = desired,
        Declarations = Declarations with { Outputs = [], Moved = [] },
    };

    /// <summary>The manifest's outputs and what they refer to, by name.</summary>
    public ImmutableArray<OutputReference> Outputs() =>
    [
        .. Declarations.Outputs
            .Select(o => new OutputReference(o.Name, o.Text ?? new Value.Reference(new(Kinds[o.Section], o.Key), o.Attribute)))
            .OrderBy(o => o.Name, StringComparer.Ordinal),
    ];

    /// <summary>The sandbox: the environment's, or that of the process.</summary>
    /// <exception cref="DiagnosticException">Neither names one.</exception>
    public string Sandbox(IReadOnlyDictionary<string, string> processEnvironment)
    {
        var environment = Declarations.Environment;
        return environment.Sandbox ?? processEnvironment.GetValueOrDefault("FLOWPLAN_SANDBOX")
            ?? throw new DiagnosticException(Diagnostic.Of(
                SettingsDescriptors.SettingMissing,
                $"environment '{environment.Name}' has no sandbox",
                environment.Span,
                $"set environments.{environment.Name}.sandbox in the manifest, or FLOWPLAN_SANDBOX"));
    }
}
