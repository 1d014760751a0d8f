using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Graphs;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan graph</c>: the resources of a manifest or a saved plan and what they refer to, as text that other programs draw, or drawn. Makes no call.</summary>
internal sealed class GraphCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var what = new Argument<string>("plan or manifest")
        {
            Description = "A plan saved by 'plan --out', which colors each resource by its action, or a manifest",
            DefaultValueFactory = _ => ".",
        };
        var format = FormatOption.Of("mermaid", "dot", "svg", "html", "json");
        var command = new Command("graph", "Print the graph of the resources, with a cluster for each flow, as Mermaid, DOT, SVG or a page for a browser") { what, options.Env, options.Var, options.VarFile, format };
        return command.Runs((host, parsed) => new GraphCommand(host).RunAsync(
            options.ManifestArguments(parsed) with { Path = parsed.GetValue(what) ?? "." }, parsed.GetValue(format)!));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string format)
    {
        if (await GraphOfAsync(arguments) is not { } graph)
            return ExitCodes.Error;
        var text = await TextOfAsync(graph, format);
        host.Reporter.Diagnostics(text.Diagnostics);
        if (!text.Succeeded)
            return ExitCodes.Error;
        host.Reporter.Raw(text.Value, () => GraphValue.Of(graph));
        return ExitCodes.Done;
    }

    private async Task<Outcome<string>> TextOfAsync(ResourceGraph graph, string format) => format switch
    {
        "svg" => await Graphviz.DrawAsync(DotText.Of(graph), host.Signals.Stop),
        "html" => Outcome<string>.Of(HtmlPage.Of(graph)),
        "dot" => Outcome<string>.Of(DotText.Of(graph)),
        _ => Outcome<string>.Of(MermaidText.Of(graph)),
    };

    private async Task<ResourceGraph?> GraphOfAsync(ManifestArguments arguments)
    {
        if (!SavedPlanFile.IsOne(arguments.Path))
            return await Workspace.LoadAsync(host, arguments, secretsOptional: true) is { } manifest ? ResourceGraph.Of(manifest) : null;
        var read = await SavedPlanFile.ReadAsync(arguments.Path, host.Cipher, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        return read.Value is { } saved ? ResourceGraph.Of(saved.Plan) : null;
    }
}
