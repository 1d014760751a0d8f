using System.CommandLine;
using System.CommandLine.Invocation;
using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Hosting;

/// <summary>What a command does. It gets its host from the application, which makes it after the command line is parsed.</summary>
/// <param name="json">What the command's JSON output is.</param>
/// <param name="run">Runs the command and returns its exit code.</param>
internal sealed class HostedAction(Func<ParseResult, JsonShape> json, Func<CommandHost, ParseResult, Task<int>> run) : AsynchronousCommandLineAction
{
    public JsonShape JsonOf(ParseResult parsed) => json(parsed);

    public Task<int> RunAsync(CommandHost host, ParseResult parsed) => run(host, parsed);

    public override Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException("A command runs with the host that CliApplication gives it.");
}

/// <summary>Gives commands their actions.</summary>
internal static class HostedActions
{
    /// <summary>Sets what the command does.</summary>
    public static Command Runs(this Command command, Func<CommandHost, ParseResult, Task<int>> run, JsonShape json = JsonShape.Document) => command.Runs(run, _ => json);

    /// <summary>Sets what the command does, and what its JSON output is, which depends on the command line.</summary>
    public static Command Runs(this Command command, Func<CommandHost, ParseResult, Task<int>> run, Func<ParseResult, JsonShape> json)
    {
        command.Action = new HostedAction(json, run);
        return command;
    }
}
