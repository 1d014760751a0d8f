using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan console</c>: evaluates an expression as the manifest would, or each line of stdin. Makes no call.</summary>
internal sealed class ConsoleCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var expression = new Argument<string?>("expression") { Description = "Expression without braces, such as 'var.brand | string.upcase' (default: each line of stdin)", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("console", "Evaluate an expression with the variables of an environment") { expression };
        options.AddManifestOptions(command);
        command.Add(FormatOption.ConsoleOrJson());
        return command.Runs((host, parsed) => new ConsoleCommand(host).RunAsync(options.ManifestArguments(parsed), parsed.GetValue(expression)));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string? expression)
    {
        if (await Workspace.LoadAsync(host, arguments, secretsOptional: true) is not { } manifest)
            return ExitCodes.Error;
        if (expression is not null)
            return Evaluate(manifest, expression) ? ExitCodes.Done : ExitCodes.Error;
        var complete = true;
        while (await InputLines.ReadAsync(host.Input, host.Signals.Stop) is { } line)
            complete &= line.Trim().Length == 0 || Evaluate(manifest, line);
        return complete ? ExitCodes.Done : ExitCodes.Error;
    }

    private bool Evaluate(Workspace manifest, string expression)
    {
        var found = new DiagnosticBag();
        var value = manifest.Declarations.Expressions.Evaluate(expression, found);
        host.Reporter.Diagnostics(found.ToSorted().Where(d => d.Severity == Severity.Error));
        if (value is not null)
            host.Reporter.Result(ValueText.Of(value) + "\n", Documents.Shown(value));
        return value is not null;
    }
}
