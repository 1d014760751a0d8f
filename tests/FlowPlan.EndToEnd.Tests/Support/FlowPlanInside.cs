using FlowPlan.Cli;
using FlowPlan.Cli.Rendering;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>
/// Runs a command inside this process, for what only prepares or rounds off a test: a process of its own costs the better
/// part of a second. Paths must be absolute, as the folder is that of the tests.
/// </summary>
internal static class FlowPlanInside
{
    public static async Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await CliApplication.RunAsync(arguments, environment, (_, _, _) =>
        {
            var redactor = new SecretRedactor();
            return new ConsoleReporter(new Terminal(output, error, outputColor: false, errorColor: false, redactor), redactor, markdown: false, canAsk: false);
        });
        return new(exit, output.ToString(), error.ToString());
    }
}
