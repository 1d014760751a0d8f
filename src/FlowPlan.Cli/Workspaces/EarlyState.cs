using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.State;
using FlowPlan.State.Locations;

namespace FlowPlan.Cli.Workspaces;

/// <summary>
/// The lockfile beside the manifest, read while the manifest's files are read: for that the name of the environment is enough. It counts only
/// if the manifest keeps its state there.
/// </summary>
internal sealed class EarlyState
{
    private readonly string path;
    private readonly Task<StateReading> reading;

    private EarlyState(string path, Task<StateReading> reading)
    {
        this.path = path;
        this.reading = reading;
    }

    /// <summary>Begins to read it; null where the command does not say which environment, or the state is kept elsewhere.</summary>
    public static EarlyState? Begin(CommandHost host, ManifestArguments arguments)
    {
        if (Workspace.EnvironmentOf(host, arguments) is not { } environment
            || Path.GetFileName(environment) != environment
            || host.Stores.IsLocationSet
            || ManifestReader.FindFolder(arguments.Path).Value is not { } folder)
        {
            return null;
        }

        try
        {
            var store = host.Stores.Open(StateLocation.File, new(string.Empty, environment, folder));
            return new(store.Description, Task.Run(() => store.ObserveAsync(host.Signals.Stop)));
        }
        catch (DiagnosticException)
        {
            // Such as an invalid encryption key: reported when the manifest is read.
            return null;
        }
    }

    /// <summary>What was read, if it is the state of this store; null otherwise.</summary>
    public Task<StateReading>? Of(IStateStore store) => store.Description == path ? reading : null;
}
