using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Rendering;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan adopt</c>: puts live objects on record as they are. Changes nothing on the platform.</summary>
internal sealed class AdoptCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var address = new Argument<string?>("address")
        {
            Description = "The resource, such as flow.loyalty (with --all: the manifest)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var id = new Argument<string?>("id") { Description = "The id of the live object", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Look for the objects of all declared resources that have no record, as when the lockfile was lost" };
        var command = new Command("adopt", "Put a live object on record as it is, or look for all that have no record") { address, id };
        options.AddRecordOptions(command);
        command.Add(all);
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) ? result.GetValue(id) is not null : result.GetValue(id) is null)
                result.AddError("adopt takes an address and an id, or --all.");
        });
        command.SetAction((parsed, _) =>
        {
            var platform = options.PlatformArguments(parsed);
            var timeout = GlobalOptions.ParseDuration(parsed.GetValue(options.LockTimeout)) ?? TimeSpan.Zero;
            var run = new AdoptCommand(makeHost(parsed));
            return parsed.GetValue(all)
                ? run.AllAsync(platform with { Manifest = platform.Manifest with { Path = parsed.GetValue(address) ?? "." } }, timeout)
                : run.OneAsync(platform, parsed.GetValue(address)!, parsed.GetValue(id)!, timeout);
        });
        return command;
    }

    public async Task<int> OneAsync(PlatformArguments arguments, string address, string id, TimeSpan lockTimeout)
    {
        if (ResourceAddress.TryParse(address, out var parsed) && host.Dialect.Attributes.ContainsKey(parsed.Kind) && host.Dialect.CheckId(parsed.Kind, id) is { } bad)
        {
            host.Reporter.Diagnostics([bad]);
            return ExitCodes.Error;
        }

        await using var session = await RecordSession.OpenAsync(host, arguments, "adopt", lockTimeout);
        if (session is null)
            return ExitCodes.Error;
        var adoption = await new Importer(session.Provider, session.Input).OneAsync(address, id, host.Signals.Stop);
        return await RecordAsync(session, adoption, all: false);
    }

    public async Task<int> AllAsync(PlatformArguments arguments, TimeSpan lockTimeout)
    {
        await using var session = await RecordSession.OpenAsync(host, arguments, "adopt", lockTimeout);
        if (session is null)
            return ExitCodes.Error;
        var adoption = await new Importer(session.Provider, session.Input).AllAsync(host.Signals.Stop);
        return await RecordAsync(session, adoption, all: true);
    }

    private async Task<int> RecordAsync(RecordSession session, ImportResult adoption, bool all)
    {
        var result = await session.RecordAsync(adoption.Plan);
        host.Reporter.Diagnostics(adoption.Findings);
        host.Reporter.Say(AdoptText.Of(adoption, result, all));
        if (result.Interrupted)
            return ExitCodes.Interrupted;
        return result.Complete && adoption.Findings.All(f => f.Severity != Severity.Error) ? ExitCodes.Done : ExitCodes.Error;
    }
}
