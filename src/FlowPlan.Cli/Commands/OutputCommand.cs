using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan output</c>: shows the recorded outputs, or one of them.</summary>
internal sealed class OutputCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var name = new Argument<string?>("name") { Description = "Output to show (default: all)", Arity = ArgumentArity.ZeroOrOne };
        var raw = new Option<bool>("--raw") { Description = "Print the value of one output as it is, without quotes or a line feed" };
        var command = new Command("output", "Show the outputs of the last apply") { name };
        command.Aliases.Add("outputs");
        options.AddManifestOptions(command);
        command.Add(options.Format);
        command.Add(raw);
        command.Validators.Add(result =>
        {
            if (result.GetValue(raw) && (result.GetValue(name) is not { } text || IsManifest(text)))
                result.AddError("--raw takes the name of one output.");
        });
        return command.Runs((host, parsed) =>
        {
            var (output, manifest) = (parsed.GetValue(name), options.ManifestArguments(parsed));
            return output is not null && IsManifest(output) && parsed.GetResult(options.Manifest) is not { Tokens.Count: > 0 }
                ? new OutputCommand(host).RunAsync(manifest with { Path = output }, null, raw: false)
                : new OutputCommand(host).RunAsync(manifest, output, parsed.GetValue(raw));
        });
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string? name, bool raw)
    {
        if (await StateAccess.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        if (name is null)
        {
            host.Reporter.Outputs(lockfile);
            return ExitCodes.Done;
        }

        if (lockfile.Outputs[name] is not { } value)
        {
            throw new DiagnosticException(Diagnostic.Of(
                CliDescriptors.OutputNotInState,
                $"the lockfile has no output '{name}'",
                help: DidYouMean.Help(name, lockfile.Outputs.Entries.Select(e => e.Key), "it has no outputs")));
        }

        if (raw)
            host.Reporter.WriteResult(value is Value.Text(var text) ? text : ValueJson.ToJson(value, indented: false));
        else
            host.Reporter.Output(value);
        return ExitCodes.Done;
    }

    /// <summary>Whether a lone argument is the manifest, which all other commands take first.</summary>
    private static bool IsManifest(string text) => Path.Exists(text) || text.Contains('/', StringComparison.Ordinal);
}
