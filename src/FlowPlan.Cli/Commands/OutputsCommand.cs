using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan outputs</c>: shows the recorded outputs.</summary>
internal sealed class OutputsCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var command = new Command("outputs", "Show the outputs of the last apply");
        options.AddManifestOptions(command);
        command.Add(options.Format);
        command.SetAction((parsed, _) => new OutputsCommand(makeHost(parsed)).RunAsync(options.ManifestArguments(parsed)));
        return command;
    }

    public async Task<int> RunAsync(ManifestArguments arguments)
    {
        if (Workspace.Load(arguments, host.Dialect, host.ProcessEnvironment, host.Reporter) is not { } workspace)
            return ExitCodes.Error;
        var store = new FileStateStore(workspace.Folder, workspace.Declarations.Environment.Name, host.Time);
        var loaded = await store.LoadAsync(host.Signals.Stop);
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (!loaded.Succeeded)
            return ExitCodes.Error;
        if (loaded.Value.Lockfile is not { } lockfile)
        {
            host.Reporter.Diagnostics([StateFindings.NoLockfile(store)]);
            return ExitCodes.Error;
        }

        host.Reporter.Outputs(lockfile);
        return ExitCodes.Done;
    }
}
