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
        var (declared, own) = ManifestReader.ImportsOf(loaded, request);
        if (declared.IsEmpty)
            return Outcome<ImportedOutputs>.Of(None);
        var read = await Task.WhenAll(declared.Select(import => ReadAsync(host, import, own, loaded.Folder)));
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

    private static async Task<Outcome<Lockfile>> ReadAsync(CommandHost host, ImportDeclaration import, StateDeclaration? own, string folder)
    {
        try
        {
            var store = StoreOf(host, import, own, folder);
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

    private static IStateStore StoreOf(CommandHost host, ImportDeclaration import, StateDeclaration? own, string folder)
    {
        if (import.State is { Location: { } path } && StateLocation.IsFolder(path))
            return host.Stores.Open(StateLocation.File, new(import.Project, import.Environment, Path.GetFullPath(path, folder)));
        var location = import.State is null ? host.Stores.LocationOf(own) : StateStores.LocationIn(import.State);
        return host.Stores.Open(location, new(import.Project, import.Environment, folder));
    }
}
