using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>The state of a manifest, for commands that need no API.</summary>
internal static class StateAccess
{
    /// <summary>The state store of a manifest's environment.</summary>
    public static IStateStore StoreOf(CommandHost host, Declarations declarations) => host.Stores.Open(
        host.Stores.LocationOf(declarations.State),
        new(declarations.Project, declarations.Environment.Name, declarations.Directory));

    /// <summary>Begins to read the state of a manifest's environment, unless that was begun before the manifest was read.</summary>
    public static Task<StateReading> BeginReading(CommandHost host, Declarations declarations, EarlyState? early, CancellationToken cancellationToken)
    {
        var store = StoreOf(host, declarations);
        return early?.Of(store) ?? Task.Run(() => store.ObserveAsync(cancellationToken), cancellationToken);
    }

    /// <summary>The state store of a manifest's environment; null when the manifest is invalid, which is reported.</summary>
    public static IStateStore? Store(CommandHost host, ManifestArguments arguments) =>
        Workspace.LoadForState(host, arguments) is { } manifest ? StoreOf(host, manifest.Declarations) : null;

    /// <summary>
    /// The state store of the manifest of a saved plan; null when its folder does not exist. Where the manifest cannot be read any more, the
    /// state is looked for beside it.
    /// </summary>
    public static IStateStore? StoreOf(CommandHost host, ManifestArguments arguments, PlanBinding binding)
    {
        var folder = Directory.Exists(arguments.Path) ? arguments.Path : Path.GetDirectoryName(Path.GetFullPath(arguments.Path));
        if (!Directory.Exists(folder))
            return null;
        var request = Workspace.RequestOf(host, arguments) with { SecretsOptional = true, VariablesOptional = true };
        return Workspace.LoadFiles(host, request) is { Succeeded: true } loaded && Workspace.Read(host, loaded.Value, request).Value is { } manifest
            ? StoreOf(host, manifest.Declarations)
            : host.Stores.Open(host.Stores.LocationOf(null), new(binding.Project, binding.Environment, Path.GetFullPath(folder)));
    }

    /// <summary>The lockfile; null when there is none or it cannot be read, which is reported.</summary>
    public static async Task<Lockfile?> LoadAsync(CommandHost host, ManifestArguments arguments)
    {
        if (Store(host, arguments) is not { } store)
            return null;
        var loaded = await store.LoadAsync(host.Signals.Stop);
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (loaded is { Succeeded: true, Value.Lockfile: null })
            host.Reporter.Diagnostics([NoLockfile(store)]);
        return loaded.Value?.Lockfile;
    }

    /// <summary>Says that there is no lockfile.</summary>
    public static Diagnostic NoLockfile(IStateStore store) => Diagnostic.Of(
        CliDescriptors.NoLockfile,
        "there is no lockfile yet",
        SourceSpan.OfFile(store.Description),
        "run 'flowplan apply' first");
}
