using FlowPlan.Cli.Commands;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;

namespace FlowPlan.Cli.Hosting;

/// <summary>The lockfile for commands that only look into it.</summary>
internal static class Records
{
    /// <summary>The store of the manifest's environment; null when the manifest cannot be used, which has been reported.</summary>
    public static FileStateStore? Store(CommandHost host, ManifestArguments arguments) =>
        Workspace.Load(arguments, host.Dialect, host.ProcessEnvironment, host.Reporter) is { } workspace
            ? new FileStateStore(workspace.Folder, workspace.Declarations.Environment.Name, host.Time)
            : null;

    /// <summary>The lockfile; null when there is none to be had, which has been reported.</summary>
    public static async Task<Lockfile?> LoadAsync(CommandHost host, ManifestArguments arguments)
    {
        if (Store(host, arguments) is not { } store)
            return null;
        var loaded = await store.LoadAsync(host.Signals.Stop);
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (loaded is { Succeeded: true, Value.Lockfile: null })
            host.Reporter.Diagnostics([None(store)]);
        return loaded.Value?.Lockfile;
    }

    /// <summary>The finding that there is no lockfile.</summary>
    public static Diagnostic None(FileStateStore store) => Diagnostic.Of(
        CliDescriptors.NoLockfile,
        "there is no lockfile yet",
        SourceSpan.OfFile(store.Description),
        "run 'flowplan apply' first");
}
