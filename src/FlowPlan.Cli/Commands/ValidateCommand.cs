using System.CommandLine;
using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan validate</c>: checks a manifest without any call.</summary>
internal sealed class ValidateCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var command = new Command("validate", "Check a manifest offline");
        options.AddManifestOptions(command);
        command.SetAction(parsed => new ValidateCommand(makeHost(parsed)).Run(options.ManifestArguments(parsed)));
        return command;
    }

    public int Run(ManifestArguments arguments)
    {
        if (Workspace.Load(arguments, host.Dialect, host.ProcessEnvironment, host.Reporter) is not { } workspace)
            return ExitCodes.Error;
        host.Reporter.Note(
            $"Valid: {workspace.Declarations.Project} ({workspace.Declarations.Environment.Name}) declares {workspace.Desired.Items.Length} resources.");
        return ExitCodes.Done;
    }
}
