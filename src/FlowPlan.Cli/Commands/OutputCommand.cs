using System.CommandLine;
using System.CommandLine.Parsing;
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
            if (result.GetValue(raw) && OutputOf(result.GetValue(name), result.GetResult(options.Manifest)) is null)
                result.AddError("--raw takes the name of one output.");
        });
        return command.Runs((host, parsed) =>
        {
            var (first, manifest) = (parsed.GetValue(name), options.ManifestArguments(parsed));
            var output = OutputOf(first, parsed.GetResult(options.Manifest));
            return new OutputCommand(host).RunAsync(
                first is null || output is not null ? manifest : manifest with { Path = first }, output, parsed.GetValue(raw));
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
            host.Reporter.WriteRaw(value is Value.Text(var text) ? text : ValueJson.ToJson(value, indented: false));
        else
            host.Reporter.Output(value);
        return ExitCodes.Done;
    }

    /// <summary>The name of the output; null for none. A lone argument that is a path is the manifest, which all other commands take first.</summary>
    private static string? OutputOf(string? first, ArgumentResult? manifest) =>
        first is not null && manifest is not { Tokens.Count: > 0 } && (Path.Exists(first) || first.Contains('/', StringComparison.Ordinal)) ? null : first;
}
