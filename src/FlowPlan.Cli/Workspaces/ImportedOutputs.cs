using System.Collections.Immutable;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Imports;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;
using FlowPlan.State.Locations;

namespace FlowPlan.Cli.Workspaces;

/// <summary>The outputs of the projects that a manifest imports, as their states have them.</summary>
/// <param name="Outputs">The outputs of each import by its name.</param>
/// <param name="States">Which states those are, sorted by name.</param>
internal sealed record ImportedOutputs(IReadOnlyDictionary<string, Value.Map> Outputs, ImmutableArray<ImportedState> States)
{
    /// <summary>No imports.</summary>
    public static ImportedOutputs None { get; } = new(new Dictionary<string, Value.Map>(), []);

    /// <summary>Reads the states, all at once and without their locks.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="loaded">The manifest.</param>
    /// <param name="request">For which environment.</param>
    public static async Task<Outcome<ImportedOutputs>> ReadAsync(CommandHost host, LoadedManifest loaded, ManifestRequest request)
    {
        if (!loaded.HasImports || ManifestReader.OutlineOf(loaded, request) is not { Imports: { IsEmpty: false } declared } outline)
            return Outcome<ImportedOutputs>.Of(None);
        var read = await Task.WhenAll(declared.Select(import => ReadAsync(host, import, outline)));
        var found = new DiagnosticBag();
        foreach (var one in read)
            found.AddRange(one.Diagnostics);
        if (found.HasErrors)
            return Outcome<ImportedOutputs>.Failed(found);
        return Outcome<ImportedOutputs>.Of(
            new(
                declared.Zip(read).ToDictionary(i => i.First.Name, i => i.Second.Value!.Outputs, StringComparer.Ordinal),
                [.. declared.Zip(read, (import, of) => StateOf(import, of.Value!)).OrderBy(s => s.Name, StringComparer.Ordinal)]),
            found);
    }

    private static ImportedState StateOf(ImportDeclaration import, Lockfile lockfile) => new(import.Name, lockfile.Project, lockfile.Environment, lockfile.Lineage, lockfile.Serial);

    private static async Task<Outcome<Lockfile>> ReadAsync(CommandHost host, ImportDeclaration import, ManifestOutline importing)
    {
        try
        {
            var (location, name) = StateOf(host, import, importing);
            var store = host.Stores.Open(location, name);
            var loaded = await store.LoadAsync(host.Signals.Stop);
            if (!loaded.Succeeded)
                return Outcome<Lockfile>.Failed(loaded.Diagnostics);
            if (loaded.Value.Lockfile is not { } lockfile)
                return Outcome<Lockfile>.Failed(ProjectImportDiagnostics.NoState(import, store.Description));
            return (lockfile.Project, lockfile.Environment) == (import.Project, import.Environment)
                ? Outcome<Lockfile>.Of(lockfile)
                : Outcome<Lockfile>.Failed(ProjectImportDiagnostics.OtherState(import, store.Description, lockfile.Scope));
        }
        catch (DiagnosticException fault)
        {
            return Outcome<Lockfile>.Failed(fault.Diagnostic);
        }
    }

    /// <summary>Where the state of an import is.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="import">The import.</param>
    /// <param name="importing">The manifest that imports.</param>
    /// <exception cref="DiagnosticException">The location is not valid.</exception>
    public static (StateLocation Location, StateName Name) StateOf(CommandHost host, ImportDeclaration import, ManifestOutline importing)
    {
        if (import.State is { Location: { } path } && StateLocation.IsFolder(path))
            return (StateLocation.File, new(import.Project, import.Environment, Path.GetFullPath(path, importing.Directory)));
        var location = import.State is null ? host.Stores.LocationOf(importing.State) : StateStores.LocationIn(import.State);
        return (location, new(import.Project, import.Environment, importing.Directory));
    }
}
