using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Commands.States;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan state</c>: inspects the lockfile, and holds the commands that edit, move and restore it.</summary>
internal sealed class StateCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var list = new Command("list", "List the managed resources and their IDs");
        options.AddManifestOptions(list);
        list.Add(options.Format);
        list.Runs((host, parsed) => new StateCommand(host).ListAsync(options.ManifestArguments(parsed)));

        var address = new Argument<string>("address") { Description = "Resource address, such as flow.loyalty" };
        var show = new Command("show", "Show the state of one resource") { address };
        options.AddManifestOptions(show);
        show.Add(options.Format);
        show.Runs((host, parsed) => new StateCommand(host).ShowAsync(options.ManifestArguments(parsed), options.AddressOf(parsed, address)));

        return new Command("state", "Inspect, move and restore the state")
        {
            list,
            show,
            StateRemoveCommand.Create(options),
            StateRenameCommand.Create(options),
            StateTransferCommand.CreatePull(options),
            StateTransferCommand.CreatePush(options),
            StateHistoryCommand.CreateHistory(options),
            StateHistoryCommand.CreateRollback(options),
            StateMigrateCommand.Create(options),
            StateLockCommand.CreateLock(options),
            StateLockCommand.CreateUnlock(options),
        };
    }

    public async Task<int> ListAsync(ManifestArguments arguments)
    {
        if (await StateAccess.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        host.Reporter.Result(
            string.Concat(lockfile.Resources.Select(r => $"{r.Key}  {SafeText.Line(r.Value.Id)}\n")),
            new Value.List([.. lockfile.Resources.Select(r => Value.Map.Of(("address", Value.Of(r.Key.ToString())), ("id", Value.Of(r.Value.Id))))]));
        return ExitCodes.Done;
    }

    public async Task<int> ShowAsync(ManifestArguments arguments, string text)
    {
        if (await StateAccess.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        if (!ResourceAddress.TryParse(text, out var address) || !lockfile.Resources.TryGetValue(address, out var state))
        {
            throw new DiagnosticException(Diagnostic.Of(
                CliDescriptors.ResourceNotInState,
                $"the lockfile has no resource '{text}'",
                help: DidYouMean.Help(text, lockfile.Resources.Keys.Select(k => k.ToString()), "it is empty")));
        }

        host.Reporter.Result(ValueJson.ToJson(StateValue.Of(state), indented: true) + "\n", StateValue.Of(state));
        return ExitCodes.Done;
    }
}
