using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Graphs;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Cli.Workspaces;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan graph</c>: the resources of a manifest or a saved plan and what they refer to, as text that other programs draw. Makes no call.</summary>
internal sealed class GraphCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var what = new Argument<string>("plan or manifest")
        {
            Description = "A plan saved by 'plan --out', which colors each resource by its action, or a manifest",
            DefaultValueFactory = _ => ".",
        };
        var format = FormatOption.Of("mermaid", "dot", "json");
        var command = new Command("graph", "Print the graph of the resources, with a cluster for each flow, as Mermaid or DOT") { what, options.Env, options.Var, options.VarFile, format };
        return command.Runs((host, parsed) => new GraphCommand(host).RunAsync(
            options.ManifestArguments(parsed) with { Path = parsed.GetValue(what) ?? "." }, parsed.GetValue(format) == "dot" ? DotText.Of : MermaidText.Of));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, Func<ResourceGraph, string> textOf)
    {
        if (await GraphOfAsync(arguments) is not { } graph)
            return ExitCodes.Error;
        host.Reporter.Raw(textOf(graph), () => GraphValue.Of(graph));
        return ExitCodes.Done;
    }

    private async Task<ResourceGraph?> GraphOfAsync(ManifestArguments arguments)
    {
        if (!SavedPlanFile.IsOne(arguments.Path))
            return await Workspace.LoadAsync(host, arguments, secretsOptional: true) is { } manifest ? ResourceGraph.Of(manifest.Desired) : null;
        var read = await SavedPlanFile.ReadAsync(arguments.Path, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        return read.Value is { } saved ? ResourceGraph.Of(saved.Plan) : null;
    }
}
