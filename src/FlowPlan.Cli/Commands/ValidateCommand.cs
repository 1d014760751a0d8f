using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan validate</c>: checks a manifest without any call, for one environment or for all.</summary>
internal sealed class ValidateCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var command = new Command("validate", "Check a manifest offline, for all environments or one");
        options.AddManifestOptions(command);
        return command.Runs((host, parsed) => Task.FromResult(new ValidateCommand(host).Run(options.ManifestArguments(parsed))));
    }

    public int Run(ManifestArguments arguments)
    {
        var loaded = Workspace.LoadFiles(host, Workspace.RequestOf(host, arguments));
        if (!loaded.Succeeded)
        {
            host.Reporter.Diagnostics(loaded.Diagnostics);
            return ExitCodes.Error;
        }

        var reported = new HashSet<(string Code, string Message, string? Place)>();
        var isValid = true;
        foreach (var environment in EnvironmentsOf(loaded.Value, arguments))
        {
            var request = Workspace.RequestOf(host, arguments with { Environment = environment }) with { SecretsOptional = true, VariablesOptional = true };
            var read = Workspace.Read(host, loaded.Value, request);

            // What is wrong in several environments is one mistake.
            host.Reporter.Diagnostics(read.Diagnostics.Where(d => reported.Add((d.Code, d.Message, d.Span?.ToString()))));
            isValid &= read.Succeeded;
            if (read.Value is { } manifest)
                host.Reporter.WriteStatus(SummaryOf(manifest));
        }

        return isValid ? ExitCodes.Done : ExitCodes.Error;
    }

    private IReadOnlyList<string?> EnvironmentsOf(LoadedManifest loaded, ManifestArguments arguments)
    {
        if (Workspace.EnvironmentOf(host, arguments) is { } asked)
            return [asked];
        return loaded.Environments.Length < 2 ? [null] : [.. loaded.Environments];
    }

    private static string SummaryOf(Workspace manifest)
    {
        var unset = manifest.Declarations.Unset;
        var count = Quantity.Of(unset.IsEmpty ? manifest.Desired.Items.Length : manifest.Declarations.Resources.Length, "resource");
        var known = unset.IsEmpty ? string.Empty : $" (not fully checked: no {(unset.Length == 1 ? "value" : "values")} for {string.Join(", ", unset)})";
        return $"Valid: {manifest.Declarations.Project} ({manifest.Declarations.Environment.Name}) declares {count}{known}.";
    }
}
