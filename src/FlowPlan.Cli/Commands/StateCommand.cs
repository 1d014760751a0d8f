using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan state list|show|rm|unlock</c>: inspects and edits the lockfile.</summary>
internal sealed class StateCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var list = new Command("list", "List the managed resources and their IDs");
        options.AddManifestOptions(list);
        list.Runs((host, parsed) => new StateCommand(host).ListAsync(options.ManifestArguments(parsed)));

        var address = new Argument<string>("address") { Description = "Resource address, such as flow.loyalty" };
        var show = new Command("show", "Show the state of one resource") { address };
        options.AddManifestOptions(show);
        show.Runs((host, parsed) => new StateCommand(host).ShowAsync(options.ManifestArguments(parsed), options.AddressOf(parsed, address)));

        var id = new Argument<string>("id") { Description = "ID of the lock, from the message about it" };
        var unlock = new Command("unlock", "Remove a lock whose process no longer runs") { id };
        options.AddManifestOptions(unlock);
        unlock.Runs((host, parsed) => new StateCommand(host).UnlockAsync(options.ManifestArguments(parsed), parsed.GetRequiredValue(id)));
        return new Command("state", "Inspect the lockfile") { list, show, StateRemoveCommand.Create(options), unlock };
    }

    public async Task<int> ListAsync(ManifestArguments arguments)
    {
        if (await StateAccess.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        host.Reporter.WriteResult(string.Concat(lockfile.Resources.Select(r => $"{r.Key}  {SafeText.Line(r.Value.Id)}\n")));
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

        host.Reporter.WriteResult(ValueJson.ToJson(StateValue.Of(state), indented: true) + "\n");
        return ExitCodes.Done;
    }

    public async Task<int> UnlockAsync(ManifestArguments arguments, string id)
    {
        if (StateAccess.Store(host, arguments) is not { } store)
            return ExitCodes.Error;
        if (await store.UnlockAsync(id, force: false, host.Signals.Stop) is { } failure)
            throw new DiagnosticException(failure);
        host.Reporter.WriteStatus("Lock removed.");
        return ExitCodes.Done;
    }
}
