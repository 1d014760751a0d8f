using System.CommandLine;
using FlowPlan.Cli.Arguments;

namespace FlowPlan.Cli.Options;

/// <summary>What the commands on the data of flows take: a flow as argument, and the manifest as an option.</summary>
internal sealed class DataOptions(SharedOptions shared)
{
    private readonly Argument<string> flow = new("flow") { Description = "Flow, by its key or address, such as loyalty or flow.loyalty" };

    private readonly Option<string> manifest = new("--manifest")
    {
        Description = "Manifest file, or a folder that contains flowplan.yaml (default: the current folder)",
        HelpName = "path",
    };

    public void AddFlow(Command command) => command.Add(flow);

    /// <param name="command">The command.</param>
    /// <param name="format">Its own formats; null for those of most commands.</param>
    public void AddTo(Command command, Option<string>? format = null)
    {
        command.Add(manifest);
        command.Add(shared.Env);
        command.Add(shared.Var);
        command.Add(shared.VarFile);
        shared.Endpoint.AddTo(command);
        command.Add(shared.Parallelism);
        command.Add(format ?? shared.Format);
    }

    public PlatformArguments PlatformArguments(ParseResult parsed) => new(
        new(parsed.GetValue(manifest) ?? ".", parsed.GetValue(shared.Env), parsed.GetValue(shared.Var) ?? [], parsed.GetValue(shared.VarFile) ?? []),
        shared.Endpoint.ValueOf(parsed),
        parsed.GetValue(shared.Parallelism));

    /// <summary>The flow in the form that is printed: its address, or its key as given.</summary>
    public string FlowOf(ParseResult parsed) => shared.AddressOf(parsed, flow);

    public bool IsJson(ParseResult parsed) => parsed.GetValue(shared.Format) == "json";
}
