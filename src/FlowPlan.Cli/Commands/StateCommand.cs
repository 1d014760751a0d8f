using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Rendering;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan state list|show|unlock</c>: looks into the lockfile, or removes a lock that was left behind.</summary>
internal sealed class StateCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var command = new Command("state", "Look into the lockfile");

        var list = new Command("list", "List the recorded resources and their ids");
        options.AddManifestOptions(list);
        list.SetAction((parsed, _) => new StateCommand(makeHost(parsed)).ListAsync(options.ManifestArguments(parsed)));
        command.Add(list);

        var address = new Argument<string>("address") { Description = "The resource, such as flow.loyalty" };
        var show = new Command("show", "Show what is recorded of one resource") { address };
        options.AddManifestOptions(show);
        show.SetAction((parsed, _) => new StateCommand(makeHost(parsed)).ShowAsync(options.ManifestArguments(parsed), parsed.GetRequiredValue(address)));
        command.Add(show);

        var id = new Argument<string>("id") { Description = "The id of the lock, as the message about it names it" };
        var unlock = new Command("unlock", "Remove a lock whose holder is gone") { id };
        options.AddManifestOptions(unlock);
        unlock.SetAction((parsed, _) => new StateCommand(makeHost(parsed)).UnlockAsync(options.ManifestArguments(parsed), parsed.GetRequiredValue(id)));
        command.Add(unlock);
        return command;
    }

    public async Task<int> ListAsync(ManifestArguments arguments)
    {
        if (await Records.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        host.Reporter.Say(string.Concat(lockfile.Resources.Select(r => $"{r.Key}  {r.Value.Id}\n")));
        return ExitCodes.Done;
    }

    public async Task<int> ShowAsync(ManifestArguments arguments, string text)
    {
        if (await Records.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        if (!ResourceAddress.TryParse(text, out var address) || !lockfile.Resources.TryGetValue(address, out var state))
        {
            host.Reporter.Diagnostics([Diagnostic.Of(
                CliDescriptors.ResourceNotInState,
                $"the lockfile has no '{text}'",
                help: DidYouMean.Help(text, lockfile.Resources.Keys.Select(k => k.ToString()), "it records nothing"))]);
            return ExitCodes.Error;
        }

        host.Reporter.Say(ValueJson.ToJson(LockfileLook.AsValue(state), indented: true) + "\n");
        return ExitCodes.Done;
    }

    public async Task<int> UnlockAsync(ManifestArguments arguments, string id)
    {
        if (Records.Store(host, arguments) is not { } store)
            return ExitCodes.Error;
        if (await store.UnlockAsync(id, host.Signals.Stop) is { } failure)
        {
            host.Reporter.Diagnostics([failure]);
            return ExitCodes.Of([failure]);
        }

        host.Reporter.Note("The lock is removed.");
        return ExitCodes.Done;
    }
}
