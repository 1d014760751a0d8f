using System.Collections.Immutable;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Settings;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Workspaces;

/// <summary>A manifest that was read for one environment.</summary>
/// <param name="Declarations">The manifest as declared.</param>
/// <param name="Desired">The resources that it declares.</param>
/// <param name="Kinds">The kind of each section.</param>
internal sealed record Workspace(Declarations Declarations, DesiredResources Desired, IReadOnlyDictionary<string, string> Kinds)
{
    private IReadOnlyDictionary<string, Value.Map>? imported;

    /// <summary>The IDs of the objects that the manifest imports, by address; the same whatever a plan is for.</summary>
    public IReadOnlyDictionary<ResourceAddress, string> Adopted { get; } =
        Desired.Items.Where(d => d.Adopt is not null).ToDictionary(d => d.Address, d => d.Adopt!);

    /// <summary>What was found in the manifest and reported.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; private init; } = [];

    /// <summary>The states of other projects whose outputs it reads, sorted by name.</summary>
    public ImmutableArray<ImportedState> Imports { get; private init; } = [];

    /// <summary>The files of the manifest, to read it again with what a provider tells; null for one that is only validated.</summary>
    public LoadedManifest? Loaded { get; private init; }

    /// <summary>The absolute folder of the main manifest file.</summary>
    public string Folder => Declarations.Directory;

    /// <summary>Reads the manifest, for a command that needs only the state: what reads a variable or an import may be unknown. Null when it is invalid, which is reported.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="arguments">Which manifest.</param>
    public static Workspace? LoadForState(CommandHost host, ManifestArguments arguments)
    {
        var request = RequestOf(host, arguments) with { SecretsOptional = true, VariablesOptional = true };
        var loaded = LoadFiles(host, request);
        return Report(host, loaded.Succeeded ? Read(host, loaded.Value, request) : Outcome<Workspace>.Failed(loaded.Diagnostics), loaded.Value);
    }

    /// <summary>Reads the manifest, and the states of the projects that it imports; null when it is invalid or one of them cannot be read, which is reported.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="arguments">Which manifest.</param>
    /// <param name="secretsOptional">Whether sensitive variables may have no value, because the command sends none.</param>
    /// <param name="connects">Whether the command makes calls, so that it finds out what is only supposed offline.</param>
    /// <param name="readsCopies">Whether the manifest is checked against what is kept beside it of live objects. A command that renews it reports errors only.</param>
    /// <param name="onRead">Called as soon as the manifest's files are read and valid, before its resources are expanded; returns the lockfile, with which the resources share values, or null.</param>
    public static async Task<Workspace?> LoadAsync(
        CommandHost host, ManifestArguments arguments, bool secretsOptional = false, bool connects = false, bool readsCopies = true, Func<Declarations, Lockfile?>? onRead = null)
    {
        var request = RequestOf(host, arguments) with { SecretsOptional = secretsOptional, ReadsCopies = readsCopies };
        var loaded = LoadFiles(host, request);
        return Report(host, loaded.Succeeded ? await ReadAsync(host, loaded.Value, request, onRead) : Outcome<Workspace>.Failed(loaded.Diagnostics), loaded.Value, connects, onlyErrors: !readsCopies);
    }

    /// <summary>The same manifest with the value of the expression <c>tenant</c>; null when that makes it invalid, which is reported.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="arguments">Which manifest.</param>
    /// <param name="tenant">The value.</param>
    /// <param name="secretsOptional">Whether sensitive variables may have no value, because the command sends none.</param>
    /// <param name="readsCopies">Whether the manifest is checked against what is kept beside it of live objects.</param>
    public Workspace? WithTenant(CommandHost host, ManifestArguments arguments, string tenant, bool secretsOptional, bool readsCopies)
    {
        var request = RequestOf(host, arguments) with { SecretsOptional = secretsOptional, ReadsCopies = readsCopies, Tenant = tenant, Imports = imported };
        var read = Read(host, Loaded!, request);
        return Report(host, read, Loaded, connects: true, reported: Findings, onlyErrors: !readsCopies) is { } complete ? complete with { Imports = Imports } : null;
    }

    /// <summary>Reads a manifest whose files have been read, and the states of the projects that it imports; reports nothing.</summary>
    public static async Task<Outcome<Workspace>> ReadAsync(CommandHost host, LoadedManifest loaded, ManifestRequest request, Func<Declarations, Lockfile?>? onRead = null)
    {
        var imported = await ImportedOutputs.ReadAsync(host, loaded, request);
        if (!imported.Succeeded)
            return Outcome<Workspace>.Failed(imported.Diagnostics);
        var read = Read(host, loaded, request with { Imports = imported.Value.Outputs }, onRead);
        return read.Succeeded ? read.With(read.Value with { Imports = imported.Value.States, imported = imported.Value.Outputs }) : read;
    }

    private static Workspace? Report(
        CommandHost host, Outcome<Workspace> read, LoadedManifest? loaded, bool connects = false, IReadOnlyList<Diagnostic>? reported = null, bool onlyErrors = false)
    {
        host.Reporter.Diagnostics([.. read.Diagnostics.Except(reported ?? [])
            .Where(d => (!connects || !d.Descriptor.IsAnsweredByPlan) && (!onlyErrors || d.Severity == Severity.Error))]);
        return read.Value is null ? null : read.Value with { Findings = read.Diagnostics, Loaded = loaded };
    }

    /// <summary>Reads the manifest's files, and reports nothing.</summary>
    public static Outcome<LoadedManifest> LoadFiles(CommandHost host, ManifestRequest request) => ManifestReader.Load(request, host.Dialect.Vocabulary);

    /// <summary>Reads a manifest whose files have been read, and reports nothing.</summary>
    public static Outcome<Workspace> Read(CommandHost host, LoadedManifest loaded, ManifestRequest request, Func<Declarations, Lockfile?>? onRead = null)
    {
        var read = ManifestReader.Read(loaded, request, host.Dialect.Vocabulary, CheckValid);
        var found = new DiagnosticBag();
        found.AddRange(read.Diagnostics);
        if (!read.Succeeded)
            return Outcome<Workspace>.Failed(found);
        host.Reporter.Redact(read.Value.Secrets);
        var recorded = onRead?.Invoke(read.Value);
        if (read.Value.Unset.IsEmpty)
        {
            var expanded = host.Dialect.Expand(read.Value, recorded);
            found.AddRange(expanded.Diagnostics);
            return expanded.Succeeded ? Outcome<Workspace>.Of(new(read.Value, expanded.Value, host.Dialect.Vocabulary.Sections), found) : Outcome<Workspace>.Failed(found);
        }

        found.AddRange(host.Dialect.CheckValid(read.Value));
        return found.HasErrors ? Outcome<Workspace>.Failed(found) : Outcome<Workspace>.Of(new(read.Value, new([]), host.Dialect.Vocabulary.Sections), found);

        IEnumerable<Diagnostic> CheckValid(Declarations valid)
        {
            host.Reporter.Redact(valid.Secrets);
            return host.Dialect.CheckValid(valid);
        }
    }

    /// <summary>What to read.</summary>
    public static ManifestRequest RequestOf(CommandHost host, ManifestArguments arguments) => new()
    {
        Path = arguments.Path,
        Environment = EnvironmentOf(host, arguments),
        Variables = arguments.Variables,
        VariableFiles = arguments.VariableFiles,
        ProcessEnvironment = host.ProcessEnvironment,
    };

    /// <summary>The environment asked for by option or by FLOWPLAN_ENV.</summary>
    public static string? EnvironmentOf(CommandHost host, ManifestArguments arguments) =>
        arguments.Environment ?? (host.ProcessEnvironment.GetValueOrDefault("FLOWPLAN_ENV") is { Length: > 0 } environment ? environment : null);

    /// <summary>
    /// The same without what was read of the manifest's files, once its resources are put together: for 10,000 resources it takes a fifth of the memory.
    /// The tests of mappings are kept. Values that are in the lockfile too are kept once.
    /// </summary>
    /// <param name="lockfile">The lockfile; null where there is none.</param>
    public Workspace WithoutSource(Lockfile? lockfile) => this with
    {
        Loaded = null,
        Desired = lockfile is null ? Desired : SharedValues.Of(Desired, lockfile),
        Declarations = Declarations with { Resources = DeclaredMappings.WithTestsIn(Declarations) },
    };

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
    public static string SandboxOf(Declarations declarations, IReadOnlyDictionary<string, string> processEnvironment)
    {
        var environment = declarations.Environment;
        return environment.Sandbox ?? processEnvironment.GetValueOrDefault("FLOWPLAN_SANDBOX")
            ?? throw new DiagnosticException(Diagnostic.Of(
                SettingsDescriptors.SettingMissing,
                $"environment '{environment.Name}' has no sandbox",
                environment.Span,
                $"set environments.{environment.Name}.sandbox in the manifest, or FLOWPLAN_SANDBOX"));
    }
}
