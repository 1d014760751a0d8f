using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan state rm</c>: stops managing an object without deleting it.</summary>
internal sealed class StateRemoveCommand(CommandHost host)
{
    public static Command Create(SharedOptions options) => Create("rm", options);

    /// <summary><c>flowplan forget</c>: the earlier name.</summary>
    public static Command CreateForget(SharedOptions options)
    {
        var command = Create("forget", options);
        command.Hidden = true;
        return command;
    }

    private static Command Create(string name, SharedOptions options)
    {
        var address = new Argument<string>("address") { Description = "Resource address, such as flow.loyalty" };
        var command = new Command(name, "Stop managing an object without deleting it") { address };
        options.AddStateOptions(command);
        command.Add(options.Format);
        options.Endpoint.AddTargetHint(command);
        return command.Runs((host, parsed) => new StateRemoveCommand(host).RunAsync(
            options.PlatformArguments(parsed), options.AddressOf(parsed, address), options.LockTimeoutOf(parsed)));
    }

    public async Task<int> RunAsync(PlatformArguments arguments, string address, TimeSpan lockTimeout)
    {
        await using var workspace = await OpenWorkspace.OpenAsync(host, arguments, secretsOptional: true);
        if (workspace is null)
            return ExitCodes.Error;
        var locked = await workspace.LockAsync("state rm", lockTimeout);
        if (locked.Value is null)
            return ExitCodes.Of(locked.Diagnostics);
        await using var state = locked.Value;
        if (workspace.InputOf(state.Lockfile, new()).Value is not { } input)
            return ExitCodes.Error;
        var plan = StateRemoval.Of(input, address);
        var result = await state.ApplyAsync(plan);
        host.Reporter.Diagnostics(result.Findings);
        if (!result.Complete)
            return result.Interrupted ? ExitCodes.Interrupted : ExitCodes.Error;
        var id = plan.Actions[0].Prior!.Id;
        var declared = input.Desired.Items.Any(d => d.Address.ToString() == address && d.Existing is null);
        host.Reporter.Document(
            $"Removed {address} from the state. The object {id} was not changed and is no longer managed.\n"
            + (declared
                ? $"The manifest still declares it, so the next plan reports the object as unmanaged. Remove the block, or run 'flowplan import {address} {id}' to manage it again.\n"
                : string.Empty),
            Value.Map.Of(("address", Value.Of(address)), ("id", Value.Of(id)), ("declared", Value.Of(declared))));
        return ExitCodes.Done;
    }
}
