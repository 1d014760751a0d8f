using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Importing;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan forget</c>: drops the record of an object and leaves the object alone.</summary>
internal sealed class ForgetCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var address = new Argument<string>("address") { Description = "The resource, such as flow.loyalty" };
        var command = new Command("forget", "Drop the record of an object and leave the object as it is") { address };
        options.AddRecordOptions(command);
        command.SetAction((parsed, _) => new ForgetCommand(makeHost(parsed)).RunAsync(
            options.PlatformArguments(parsed),
            parsed.GetRequiredValue(address),
            GlobalOptions.ParseDuration(parsed.GetValue(options.LockTimeout)) ?? TimeSpan.Zero));
        return command;
    }

    public async Task<int> RunAsync(PlatformArguments arguments, string address, TimeSpan lockTimeout)
    {
        await using var session = await RecordSession.OpenAsync(host, arguments, "forget", lockTimeout);
        if (session is null)
            return ExitCodes.Error;
        var plan = StateRemoval.Of(session.Provider, session.Input, address);
        var result = await session.RecordAsync(plan);
        if (!result.Complete)
            return result.Interrupted ? ExitCodes.Interrupted : ExitCodes.Error;
        var id = plan.Actions[0].Prior!.Id;
        var declared = session.Input.Desired.Items.Any(d => d.Address.ToString() == address && d.Existing is null);
        host.Reporter.Say(
            $"Forgot {address}: {id} stays as it is on the platform and is no longer managed.\n"
            + (declared
                ? $"The manifest still declares it: the next plan reports the object as unclaimed. Remove the block, or run 'flowplan adopt {address} {id}' to take it back.\n"
                : string.Empty));
        return ExitCodes.Done;
    }
}
