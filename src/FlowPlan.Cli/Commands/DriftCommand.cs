using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.State.FileStore;

namespace FlowPlan.Cli.Commands;

/// <summary>
/// <c>flowplan drift</c>: compares what was last applied with what is live, whatever the manifest says by now.
/// Takes no lock and writes nothing.
/// </summary>
internal sealed class DriftCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var command = new Command("drift", "Show what was changed on the platform since the last apply; exits with 3 when something was");
        options.AddPlatformOptions(command);
        command.Add(options.Format);
        command.SetAction((parsed, _) => new DriftCommand(makeHost(parsed)).RunAsync(options.PlatformArguments(parsed)));
        return command;
    }

    public async Task<int> RunAsync(PlatformArguments arguments)
    {
        var stop = host.Signals.Stop;
        if (Workspace.Load(arguments.Manifest, host.Dialect, host.ProcessEnvironment, host.Reporter) is not { } workspace)
            return ExitCodes.Error;
        var store = new FileStateStore(workspace.Folder, workspace.Declarations.Environment.Name, host.Time);
        var loaded = await store.LoadAsync(stop);
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (!loaded.Succeeded)
            return ExitCodes.Error;
        await using var target = await PlatformTarget.OpenAsync(arguments, workspace, host.ProcessEnvironment, host.Reporter, stop);
        if (target is null)
            return ExitCodes.Error;
        await target.Provider.CheckAccessAsync(stop);
        var recovered = await Recovering.ResolveAsync(host, workspace, target.Provider, loaded.Value, stop);
        if (recovered.Lockfile is not { } lockfile)
        {
            host.Reporter.Diagnostics([Records.None(store)]);
            return ExitCodes.Error;
        }

        var planned = await PlanMaking.MakeAsync(
            host, workspace.With(Drift.DesiredFromState(lockfile, workspace.Desired)), target.Provider, store, lockfile, arguments.Parallelism, stop, new PlanOptions { Mode = PlanMode.Drift });
        if (planned.Value is not { } plan)
            return ExitCodes.Of(planned.Diagnostics);
        host.Reporter.Drift(Drift.WithConflicts(plan, workspace.Desired, target.Provider));
        return plan.HasChanges ? ExitCodes.Drift : ExitCodes.Done;
    }
}
