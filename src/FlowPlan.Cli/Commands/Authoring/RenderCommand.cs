using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Rendering;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan render</c>: shows the manifest written out, and where each value comes from. Makes no call.</summary>
internal sealed class RenderCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var origins = new Option<bool>("--origins") { Description = "Show where each value comes from; --origins=false leaves it out", DefaultValueFactory = _ => true };
        var command = new Command("render", "Show the manifest of an environment written out, and where each value comes from");
        options.AddManifestOptions(command);
        command.Add(origins);
        command.Add(FormatOption.ConsoleOrJson());
        return command.Runs((host, parsed) => new RenderCommand(host).RunAsync(options.ManifestArguments(parsed), parsed.GetValue(origins)));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, bool origins)
    {
        if (await Workspace.LoadAsync(host, arguments, secretsOptional: true) is not { } manifest)
            return ExitCodes.Error;
        var text = new RenderedManifest(host.Dialect.Vocabulary, origins).Of(manifest.Declarations);
        host.Reporter.Raw(text, () => ManifestFragment.ReadValue(new SourceText("render", text), new DiagnosticBag())!);
        return ExitCodes.Done;
    }
}
