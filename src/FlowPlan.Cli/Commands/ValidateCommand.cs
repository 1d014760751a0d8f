using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan validate</c>: checks a manifest without any call.</summary>
internal sealed class ValidateCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var command = new Command("validate", "Check a manifest offline");
        options.AddManifestOptions(command);
        return command.Runs((host, parsed) => Task.FromResult(new ValidateCommand(host).Run(options.ManifestArguments(parsed))));
    }

    public int Run(ManifestArguments arguments)
    {
        if (Workspace.Load(host, arguments, secretsOptional: true) is not { } manifest)
            return ExitCodes.Error;
        var environment = manifest.Declarations.Environment.Name;
        host.Reporter.WriteStatus(
            $"Valid: {manifest.Declarations.Project} ({environment}) declares {Quantity.Of(manifest.Desired.Items.Length, "resource")}.");
        return ExitCodes.Done;
    }
}
