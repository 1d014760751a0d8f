using System.CommandLine;
using FlowPlan.Cli.Hosting;

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
        if (await Records.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        host.Reporter.Outputs(lockfile);
        return ExitCodes.Done;
    }
}
